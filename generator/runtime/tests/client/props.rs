//! Arguments that are made up, the same ones on each run: each stays in its own place of the URL.

use docwright_runtime::client::testing::Recorder;
use docwright_runtime::client::{Call, Client, Quoting};
use docwright_runtime::reqwest::Url;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use super::GET;

fn config() -> Config {
    Config {
        cases: 1024,
        rng_seed: RngSeed::Fixed(20_261_122),
        failure_persistence: None,
        ..Config::default()
    }
}

/// Any text, and texts of characters that mean something in URLs.
fn argument() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a/.%2eF?#\\\\:@'() \\t\\n$&;=+\u{0}é]{0,12}"
    ]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn each_stays_in_its_place(key in argument(), quoted in argument()) {
        let client = Client::builder("https://api.example/v1.0").transport(Recorder::new());
        let root = client.build().unwrap().root();
        let place = root.name("users").key(&key).call("range", &[("a", Quoting::Quoted, &quoted)]);
        let Ok(url) = Call::new(place.name("end"), &GET).url() else {
            prop_assert!(matches!(key.as_str(), "" | "." | ".."), "{key:?} is refused");
            return Ok(());
        };
        // As a URL parser, which resolves dots and rewrites backslashes, sees it.
        let parsed = Url::parse(&url).unwrap();
        prop_assert_eq!(parsed.as_str(), &url);
        let segments: Vec<&str> = parsed.path_segments().unwrap().collect();
        let (version, users, range, end) = match segments[..] {
            [version, users, _, range, end] => (version, users, range, end),
            // What services take for a word of their own stands in quotes.
            [version, users, range, end] if key.starts_with('$') => {
                let key = users.strip_prefix("users('").and_then(|key| key.strip_suffix("')"));
                prop_assert!(key.is_some_and(|key| !key.contains(['\'', '(', ')'])), "{url}");
                (version, "users", range, end)
            }
            _ => panic!("{url} has {} segments", segments.len()),
        };
        prop_assert_eq!((version, users, end), ("v1.0", "users", "end"));
        let inside = range.strip_prefix("range(a='").and_then(|rest| rest.strip_suffix("')"));
        prop_assert!(inside.is_some_and(|inside| !inside.contains(['\'', '(', ')'])), "{range}");
        prop_assert_eq!((parsed.query(), parsed.fragment()), (None, None));
    }
}
