//! Random JSON into the sample types: whatever comes in goes out.

use docwright_runtime::Record;
use docwright_runtime::serde_json::{Map, Value, json};

use crate::keeps;
use crate::sample::{AnyAttachment, Call};

/// A small generator of numbers (`SplitMix64`): the same ones each time.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const TEXTS: [&str; 24] = [
    "",
    "x",
    "incoming",
    "INCOMING",
    "Terminated",
    "audio,video",
    "Audio, x",
    "5",
    "-12",
    "NaN",
    "INF",
    "2020-01-01T00:00:00Z",
    "2020-01-01T00:00:00.500Z",
    "2020-01-01",
    "12:30:00.0",
    "PT1H",
    "P0DT0H",
    "AAEC",
    "AA",
    "-_-_",
    "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
    "6BA7B810-9DAD-11D1-80B4-00C04FD430C8",
    "quote \" slash \\ line \n tab \t null \u{0} euro € clef 𝄞",
    "#sample.fileAttachment",
];

const TAGS: [&str; 6] = [
    "#sample.fileAttachment",
    "sample.itemAttachment",
    "#sample.attachment",
    "#sample.new",
    "#Sample.FileAttachment",
    "#sample.linkAttachment",
];

fn value(numbers: &mut Numbers, depth: usize) -> Value {
    match numbers.below(if depth == 0 { 9 } else { 14 }) {
        0 => Value::Null,
        1 => json!(numbers.below(2) == 0),
        2 => json!(numbers.below(1000)),
        3 => json!(f64::from(numbers.below(1_000_000) as u32) / 64.0 - 9000.0),
        4 => json!(u64::MAX - numbers.below(5) as u64),
        5 => json!(f64::from(numbers.below(9) as u32)),
        6..=8 => json!(numbers.pick(&TEXTS)),
        9 | 10 => (0..numbers.below(4))
            .map(|_| value(numbers, depth - 1))
            .collect(),
        11 => (0..numbers.below(4))
            .map(|_| object(numbers, depth - 1))
            .collect(),
        _ => object(numbers, depth - 1),
    }
}

fn object(numbers: &mut Numbers, depth: usize) -> Value {
    let known = Call::default().shape().names.list();
    let file = ["name", "size", "contentBytes", "item", "isMuted"];
    let mut map = Map::new();
    for _ in 0..numbers.below(8) {
        let name = match numbers.below(8) {
            0 => format!("new{}", numbers.below(5)),
            1 => numbers.pick(&file).to_owned(),
            2 => numbers
                .pick(&["@odata.etag", "id@odata.context", "", "a/b"])
                .to_owned(),
            3 => {
                map.insert("@odata.type".into(), json!(numbers.pick(&TAGS)));
                continue;
            }
            _ => numbers.pick(known).to_owned(),
        };
        map.insert(name, value(numbers, depth));
    }
    Value::Object(map)
}

#[test]
fn whatever_comes_in_goes_out() {
    let mut numbers = Numbers(1);
    let mut typed = 0;
    for _ in 0..4_000 {
        let call = keeps(&object(&mut numbers, 4));
        typed += call.attachments.as_ref().map_or(0, Vec::len);
    }
    assert!(
        typed > 20,
        "the random values reach the typed places: {typed}"
    );
}

#[test]
fn the_tag_may_stand_anywhere() {
    let mut numbers = Numbers(2);
    for _ in 0..2_000 {
        let Value::Object(map) = object(&mut numbers, 2) else {
            continue;
        };
        let mut members: Vec<_> = map.into_iter().collect();
        for at in (1..members.len()).rev() {
            members.swap(at, numbers.below(at + 1));
        }
        let members: Vec<_> = members
            .iter()
            .map(|(name, value)| format!("{}:{value}", json!(name)))
            .collect();
        let text = format!("{{{}}}", members.join(","));
        let any: AnyAttachment = docwright_runtime::json::from_str(&text).unwrap();
        let expected: Value = docwright_runtime::json::from_str(&text).unwrap();
        assert_eq!(docwright_runtime::json::to_value(&any), expected, "{text}");
    }
}
