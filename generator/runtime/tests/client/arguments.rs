//! Bad and odd arguments, as tables: each stays in its own place, or is refused.

use docwright_runtime::client::testing::{Answer, Recorder};
use docwright_runtime::client::{
    Argument, Call, Client, ErrorKind, Path, Piece, Quoting, Reference,
};
use docwright_runtime::jiff::Timestamp;
use docwright_runtime::{Field, Guid};

use super::{GET, POST};

fn offline() -> Client {
    Client::builder("https://api.example/v1.0")
        .transport(Recorder::new())
        .build()
        .unwrap()
}

/// The URL below the service root, or what is wrong.
fn url(path: Path) -> String {
    match Call::new(path, &GET).url() {
        Ok(url) => url.replace("https://api.example/v1.0", ""),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Argument);
            error.message().to_owned()
        }
    }
}

#[test]
fn an_id_is_one_segment() {
    let root = offline().root().name("users");
    for (id, expected) in [
        ("a", "/users/a"),
        ("a@b.c", "/users/a%40b.c"),
        ("a/b", "/users/a%2Fb"),
        ("../me", "/users/..%2Fme"),
        ("a?b", "/users/a%3Fb"),
        ("a#b", "/users/a%23b"),
        ("a%2Fb", "/users/a%252Fb"),
        ("a b+c", "/users/a%20b%2Bc"),
        ("a\\b", "/users/a%5Cb"),
        ("$count", "/users('%24count')"),
        ("x('y')", "/users/x%28%27y%27%29"),
        ("a:b;c=d,e&f", "/users/a%3Ab%3Bc%3Dd%2Ce%26f"),
        ("\u{1F600}é", "/users/%F0%9F%98%80%C3%A9"),
        ("a\r\nb\0", "/users/a%0D%0Ab%00"),
        ("...", "/users/..."),
        ("a~b-c_d", "/users/a~b-c_d"),
        ("", "the argument after `users` is empty"),
        (".", "the argument after `users` is made of dots only"),
        ("..", "the argument after `users` is made of dots only"),
    ] {
        assert_eq!(url(root.clone().key(&id)), expected, "{id:?}");
    }
}

/// Text of characters that mean something in URLs, always the same.
fn nasty(seed: u32) -> String {
    const LETTERS: [char; 20] = [
        '/', '.', '%', '2', 'e', 'F', '?', '#', '\\', ':', '@', '\'', '(', ')', ' ', '\t', '\0',
        'é', '$', '&',
    ];
    let mut state = u64::from(seed);
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from((state >> 33) % below).unwrap()
    };
    (0..=next(6)).map(|_| LETTERS[next(20)]).collect()
}

#[test]
fn no_id_is_ever_more_than_one_segment() {
    use docwright_runtime::reqwest::Url;
    let root = offline().root().name("users");
    for seed in 0..20_000 {
        let id = nasty(seed);
        let path = root.clone().key(&id).name("x");
        let Ok(url) = Call::new(path, &GET).url() else {
            assert!(id == "." || id == "..", "{id:?}");
            continue;
        };
        // As a URL parser, which resolves dots and rewrites backslashes, sees it.
        let parsed = Url::parse(&url).unwrap();
        assert_eq!(parsed.as_str(), url, "{id:?}");
        let segments: Vec<&str> = parsed.path_segments().unwrap().collect();
        let (version, users, x) = match segments[..] {
            [version, users, _, x] => (version, users, x),
            // What services take for a word of their own stands in quotes.
            [version, users, x] if id.starts_with('$') => {
                let key = users
                    .strip_prefix("users('")
                    .and_then(|key| key.strip_suffix("')"));
                assert!(
                    key.is_some_and(|key| !key.contains(['\'', '(', ')'])),
                    "{url}"
                );
                (version, "users", x)
            }
            _ => panic!("{id:?}: {url}"),
        };
        assert_eq!((version, users, x), ("v1.0", "users", "x"));
        assert_eq!((parsed.query(), parsed.fragment()), (None, None));
    }
}

#[test]
fn arguments_of_functions() {
    let root = offline().root();
    let quoted = |text: &str| {
        url(root
            .clone()
            .call("range", &[("address", Quoting::Quoted, &text)]))
    };
    assert_eq!(quoted("A1:B2"), "/range(address='A1%3AB2')");
    assert_eq!(quoted("it's"), "/range(address='it%27%27s')");
    assert_eq!(quoted("')/../x"), "/range(address='%27%27%29%2F..%2Fx')");
    assert_eq!(quoted(""), "/range(address='')");
    let bare = |value: &dyn Argument| {
        url(root.clone().call(
            "at",
            &[("n", Quoting::Bare, value), ("on", Quoting::Bare, &true)],
        ))
    };
    assert_eq!(bare(&7), "/at(n=7,on=true)");
    assert_eq!(bare(&-1.5), "/at(n=-1.5,on=true)");
    assert_eq!(bare(&"1)/x"), "/at(n=1%29%2Fx,on=true)");
    assert_eq!(bare(&""), "argument `n` is empty");
    assert_eq!(url(root.clone().call("delta", &[])), "/delta()");
    let apps = root.name("applications");
    assert_eq!(
        url(apps.alternate_key(&[("appId", Quoting::Quoted, &"a'b")])),
        "/applications(appId='a%27%27b')"
    );
}

#[test]
fn paths_inside_a_drive() {
    let root = offline().root().name("drive").name("root");
    let item = |path: &str| url(root.clone().item_path(&path).name("content"));
    assert_eq!(item("a/b c.txt"), "/drive/root:/a/b%20c.txt:/content");
    assert_eq!(item("/a/b"), "/drive/root:/a/b:/content");
    assert_eq!(item("50%/#1?:x"), "/drive/root:/50%25/%231%3F%3Ax:/content");
    for bad in ["", "/", "a//b", "a/", "../x", "a/../../x", "a/./b"] {
        assert!(
            item(bad).starts_with("the argument after "),
            "{bad}: {}",
            item(bad)
        );
    }
    assert_eq!(url(root.item_path(&"a")), "/drive/root:/a");
}

#[test]
fn mixed_segments_and_values() {
    let root = offline().root();
    let mixed = |id: &str| {
        url(root
            .clone()
            .text(&[Piece::Text("item-"), Piece::Argument(&id)]))
    };
    assert_eq!(mixed("a/b"), "/item-a%2Fb");
    let guid: Guid = "6ba7b810-9dad-11d1-80b4-00c04fd430c8".parse().unwrap();
    let time: Timestamp = "2020-01-31T13:20:00Z".parse().unwrap();
    let key = |value: &dyn Argument| url(root.clone().key(value));
    assert_eq!(key(&guid), "/6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    assert_eq!(key(&time), "/2020-01-31T13%3A20%3A00Z");
    assert_eq!(key(&Field::Value(String::from("x"))), "/x");
    assert_eq!(
        key(&Field::<String>::Absent),
        "the argument after `v1.0`: the argument has no value"
    );
    assert_eq!(
        key(&Field::<String>::Null),
        "the argument after `v1.0`: the argument has no value"
    );
}

#[test]
fn text_taken_as_it_is() {
    let client = offline();
    for (text, expected) in [
        ("/me", "/me"),
        ("me?$top=5", "/me?$top=5"),
        ("", ""),
        ("/a b/ü\"<>", "/a%20b/%C3%BC%22%3C%3E"),
        ("/a%2Fb", "/a%2Fb"),
        ("/a\\b", "/a%5Cb"),
        ("https://b.example/x?y='z'", "https://b.example/x?y='z'"),
        ("/../x", "the URL has a segment of dots only"),
        ("/a/%2e%2E/x", "the URL has a segment of dots only"),
        ("/a/.%2e", "the URL has a segment of dots only"),
        ("/a#b", "the URL has a fragment"),
    ] {
        assert_eq!(url(client.path(text)), expected, "{text:?}");
    }
    assert_eq!(
        url(client.path("/a?b=c").name("d")),
        "nothing can be appended to a URL that has a query"
    );
}

#[test]
fn options_of_the_query() {
    let call = || Call::new(offline().root().name("users"), &GET);
    let url = |call: Call| call.url().unwrap().replace("https://api.example/v1.0", "");
    let filter = call()
        .query("$filter", &"name eq 'A&B=C#D+E' and x in ('é')")
        .query("$top", &5);
    assert_eq!(
        url(filter.set_query("$top", &7)),
        "/users?$filter=name%20eq%20%27A%26B%3DC%23D%2BE%27%20and%20x%20in%20(%27%C3%A9%27)&$top=7"
    );
    assert_eq!(
        url(call().set_query("a", &1).set_query("a", &2)),
        "/users?a=2"
    );
    assert_eq!(url(call().query("a&b", &"\r\n")), "/users?a%26b=%0D%0A");
    let error = call().query("$top", &Field::<i32>::Null).url().unwrap_err();
    assert_eq!(
        error.message(),
        "the option `$top`: the argument has no value"
    );
}

#[test]
fn headers_stay_in_their_line() {
    let call = || Call::new(offline().root(), &GET);
    for value in ["a\r\nx: y", "a\nb", "a\rb", "a\0b", "a\u{7f}"] {
        let error = call().header("prefer", &value).to_request().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Argument, "{value:?}");
        assert_eq!(
            error.message(),
            "the header `prefer` has a character that no header can hold"
        );
    }
    for name in ["a b", "a\r\nb", "", "é"] {
        assert_eq!(
            call().header(name, &"x").url().unwrap_err().kind(),
            ErrorKind::Argument,
            "{name:?}"
        );
    }
    let request = call().header("Prefer", &"a=\"b\"").to_request().unwrap();
    assert_eq!(request.headers()["prefer"], "a=\"b\"");
    assert_eq!(
        call().header("x", &"é").to_request().unwrap().headers()["x"].as_bytes(),
        "é".as_bytes()
    );
}

#[test]
fn references() {
    let client = offline();
    let body = |target: Reference| {
        let call = Call::new(client.root(), &POST).reference(&target);
        let request = call.to_request().unwrap();
        assert_eq!(request.headers()["content-type"], "application/json");
        String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap()
    };
    assert_eq!(
        body("/users/1".into()),
        r#"{"@odata.id":"https://api.example/v1.0/users/1"}"#
    );
    assert_eq!(
        body("https://b.example/x".into()),
        r#"{"@odata.id":"https://b.example/x"}"#
    );
    let path = client.root().name("users").key(&"a\"b");
    assert_eq!(
        body(path.into()),
        r#"{"@odata.id":"https://api.example/v1.0/users/a%22b"}"#
    );
    let bad = client.root().key(&"");
    assert!(
        Call::new(client.root(), &POST)
            .reference(&bad.into())
            .url()
            .is_err()
    );
}

#[tokio::test]
async fn nothing_is_sent_with_a_bad_argument() {
    let recorder = Recorder::new();
    recorder.otherwise(|_| Answer::status(204));
    let client: Client = Client::builder("https://api.example")
        .transport(recorder.clone())
        .build()
        .unwrap();
    let error = Call::new(client.root().name("users").key(&""), &GET)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Argument);
    assert_eq!(
        error.to_string(),
        "GET /users/{id}: the argument after `users` is empty"
    );
    let long = "x".repeat(70_000);
    let error = Call::new(client.root().key(&long), &GET)
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::Argument, "the URL cannot be sent")
    );
    assert!(recorder.requests().is_empty());
}

#[test]
fn addresses_that_cannot_be_called() {
    for (base, part) in [
        ("", "is no URL"),
        ("api.example", "neither http nor https"),
        ("ftp://api.example", "neither http nor https"),
        ("https://user@api.example", "user name"),
        ("https://api.example?x", "has a query"),
        ("https://api.example#x", "has a query"),
        ("https://", "cannot be called"),
    ] {
        let built = Client::builder(base).transport(Recorder::new()).build();
        let error = built.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{base}");
        assert!(error.to_string().contains(part), "{error}");
    }
    let bad_header = Client::builder("https://a.example")
        .header("x", "a\nb")
        .transport(Recorder::new())
        .build();
    assert_eq!(
        bad_header.unwrap_err().to_string(),
        "the default header \"x\" cannot be sent"
    );
}
