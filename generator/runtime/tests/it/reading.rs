//! Objects: what fits, what does not, and what nobody knows.

use std::collections::BTreeMap;

use docwright_runtime::serde::Deserialize;
use docwright_runtime::serde::de::value::MapDeserializer;
use docwright_runtime::serde_json::{self, json};
use docwright_runtime::{Additional, Field, changes, json, unexpected_elements};

use crate::keeps;
use crate::sample::{Call, CallState, FileAttachment, Participant};

#[test]
fn values_of_their_kind() {
    let call = keeps(&json!({
        "id": "1", "state": "established", "retries": 3, "isRecorded": true, "tags": ["a", "b"], "day": null,
        "organizer": {"id": "2"}, "participants": [{"isMuted": false}, {}], "details": {"any": [1, "2"]},
        "transferredFrom": {"transferredFrom": {"id": "3"}},
    }));
    assert_eq!(call.id.as_deref(), Some("1"));
    assert_eq!(call.state, Field::Value(CallState::Established));
    assert_eq!(call.retries, Field::Value(3));
    assert!(call.day.is_null() && call.price.is_absent());
    assert_eq!(
        call.organizer.as_deref().and_then(|it| it.id.as_deref()),
        Some("2")
    );
    assert_eq!(call.participants.as_ref().map(Vec::len), Some(2));
    assert_eq!(call.details.as_ref(), Some(&json!({"any": [1, "2"]})));
}

#[test]
fn values_of_another_kind_are_unexpected() {
    let call = keeps(&json!({
        "id": 1, "state": 2, "isRecorded": "yes", "retries": 1.5, "bytesSent": "many", "organizer": "me", "participants": {"a": [1]},
        "tags": "x", "day": "someday", "tenantId": "none", "thumbnail": "?", "modalities": [], "attachments": [1], "mainAttachment": 5,
    }));
    assert_eq!(call.id, Field::Unexpected(Box::new(json!(1))));
    assert_eq!(call.participants.unexpected(), Some(&json!({"a": [1]})));
    for is_some in [
        call.state.is_some(),
        call.tags.is_some(),
        call.day.is_some(),
        call.attachments.is_some(),
    ] {
        assert!(!is_some);
    }
}

#[test]
fn a_list_keeps_what_fits_and_the_rest_beside_it() {
    let call = keeps(&json!({
        "tags": ["a", null, "b"], "participants": [{"id": "1", "new": 1}, null, {}], "pastStates": ["INCOMING", 1],
        "levels": [1, 2.5, "NaN", "x"], "attachments": [{"@odata.type": "sample.fileAttachment"}, []],
    }));
    assert_eq!(call.tags, ["a", "b"].into());
    let participants = call.participants.as_ref().unwrap();
    assert_eq!(participants[0].additional.get("new"), Some(&json!(1)));
    assert_eq!(call.levels.as_ref().map(Vec::len), Some(3));
    assert_eq!(call.past_states, [CallState::Incoming].into());
    let unexpected = unexpected_elements(&call).into_iter();
    let unexpected: Vec<_> = unexpected
        .map(|(name, element)| format!("{name} {} {}", element.index, element.value))
        .collect();
    assert_eq!(
        unexpected,
        [
            "pastStates 1 1",
            "participants 1 null",
            "attachments 1 []",
            "tags 1 null",
            "levels 3 \"x\""
        ]
    );
}

#[test]
fn a_list_without_anything_that_fits_is_unexpected() {
    let call = keeps(
        &json!({"tags": [1, null], "levels": ["x"], "participants": [null], "attachments": []}),
    );
    assert_eq!(call.tags.unexpected(), Some(&json!([1, null])));
    assert!(call.levels.unexpected().is_some() && call.participants.unexpected().is_some());
    assert_eq!(call.attachments.as_ref().map(Vec::len), Some(0));
}

#[test]
fn unexpected_elements_go_out_only_with_the_list_that_they_came_with() {
    let text = r#"{"tags":[5,"a",null,"b",{}],"levels":[1,"x",2]}"#;
    let mut call: Call = json::from_str(text).unwrap();
    assert_eq!(json::to_string(&call), text);
    let before = call.clone();
    call.tags = ["a", "c"].into();
    assert_ne!(call, before);
    assert_eq!(
        json::to_string(&call),
        r#"{"tags":["a","c"],"levels":[1,"x",2]}"#
    );
    assert_eq!(unexpected_elements(&call).len(), 1);
    assert_ne!(
        json::from_str::<Call>(r#"{"tags":["a","b"]}"#).unwrap(),
        json::from_str(r#"{"tags":["a",0,"b"]}"#).unwrap()
    );
    assert!(
        format!("{before:?}").contains("tags[2]: Unexpected(null)"),
        "{before:?}"
    );
}

#[test]
fn of_repeated_lists_the_last_counts() {
    let call: Call = json::from_str(r#"{"tags":["a",1],"tags":["b"]}"#).unwrap();
    assert_eq!(json::to_string(&call), r#"{"tags":["b"]}"#);
    let call: Call = json::from_str(r#"{"tags":["a",1],"tags":["a",2]}"#).unwrap();
    assert_eq!(json::to_string(&call), r#"{"tags":["a",2]}"#);
}

#[test]
fn a_list_without_a_record_is_unexpected_as_a_whole() {
    let field: Field<Vec<String>> = serde_json::from_str(r#"["a",null]"#).unwrap();
    assert_eq!(field.unexpected(), Some(&json!(["a", null])));
}

#[test]
fn unknown_properties_keep_the_order_of_their_arrival() {
    let text = r#"{"zebra":1,"@odata.etag":"x","id":"1","owner@odata.context":null,"apple":{"b":1,"a":[2]}}"#;
    let call: Call = json::from_str(text).unwrap();
    let names: Vec<_> = call.additional.iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        ["zebra", "@odata.etag", "owner@odata.context", "apple"]
    );
    keeps(&json::from_str(text).unwrap());
}

#[test]
fn a_property_of_a_switched_off_area_is_kept() {
    let call = keeps(&json!({"link": {"url": "x"}, "isRecorded": true}));
    assert_eq!(call.additional.get("link"), Some(&json!({"url": "x"})));
    assert_eq!(call.is_recorded, Field::Value(true));
}

#[test]
fn of_repeated_names_the_last_counts() {
    let text = r##"{"id":"1","new":1,"state":"INCOMING","id":"2","other":2,"new":3,"state":"incoming","@odata.type":"#a","@odata.type":"b"}"##;
    let call: Call = json::from_str(text).unwrap();
    let expected =
        json!({"id": "2", "new": 3, "other": 2, "state": "incoming", "@odata.type": "b"});
    assert_eq!(json::to_value(&call), expected);
    assert_eq!(call.additional.len(), 2);
    let many = (0..100)
        .map(|index| format!("\"p{}\":{index},", index % 40))
        .collect::<Vec<_>>()
        .concat();
    let call: Call = json::from_str(&format!("{{{many}\"id\":null}}")).unwrap();
    assert_eq!(call.additional.len(), 40);
    assert_eq!(call.additional.get("p39"), Some(&json!(79)));
}

#[test]
fn a_patch_sends_what_was_set() {
    let patch = Call {
        id: "1".into(),
        state: Field::Null,
        organizer: Participant {
            is_muted: true.into(),
            ..Participant::default()
        }
        .into(),
        ..Call::default()
    };
    assert_eq!(
        json::to_string(&patch),
        r#"{"id":"1","state":null,"organizer":{"isMuted":true}}"#
    );
    assert_eq!(json::to_string(&Call::default()), "{}");
}

#[test]
fn a_derived_type_writes_its_tag_unless_it_was_read_without() {
    let made = FileAttachment {
        name: "x".into(),
        ..FileAttachment::default()
    };
    assert_eq!(
        json::to_string(&made),
        r##"{"@odata.type":"#sample.fileAttachment","name":"x"}"##
    );
    for text in [
        "{\"name\":\"x\"}",
        r#"{"@odata.type":"sample.fileAttachment","name":"x"}"#,
        r#"{"@odata.type":5}"#,
    ] {
        assert_eq!(
            json::to_string(&json::from_str::<FileAttachment>(text).unwrap()).len(),
            text.len(),
            "{text}"
        );
    }
    let mut plain = Participant::default();
    plain.additional.set_odata_type(Some("#sample.guest"));
    assert_eq!(
        json::to_string(&plain),
        r##"{"@odata.type":"#sample.guest"}"##
    );
}

#[test]
fn equality_is_of_values_not_of_spelling() {
    let read = |text: &str| json::from_str::<Call>(text).unwrap();
    assert_eq!(
        read(r#"{"state":"INCOMING","a":1,"b":2}"#),
        read(r#"{"b":2,"state":"incoming","a":1}"#)
    );
    assert_eq!(
        read(r#"{"thumbnail":"-_-_"}"#),
        read(r#"{"thumbnail":"+/+/"}"#)
    );
    for (one, other) in [
        (r#"{"id":"1"}"#, "{}"),
        ("{\"id\":null}", "{}"),
        (r#"{"a":1}"#, r#"{"a":2}"#),
        (
            r#"{"participants":[{}]}"#,
            r#"{"participants":[{"id":"1"}]}"#,
        ),
        (
            r#"{"mainAttachment":{}}"#,
            r##"{"mainAttachment":{"@odata.type":"#sample.fileAttachment"}}"##,
        ),
    ] {
        assert_ne!(read(one), read(other), "{one} {other}");
    }
}

#[test]
fn debug_prints_what_is_there_and_no_secret() {
    let call = keeps(
        &json!({"id": "1", "accessToken": "hush", "state": null, "tags": [1], "new": true, "participants": [{"id": "2"}]}),
    );
    assert_eq!(
        format!("{call:?}"),
        "Call { id: \"1\", state: null, participants: [Participant { id: \"2\" }], tags: Unexpected([1]), \
         accessToken: [redacted], new: true }"
    );
    let odd = keeps(&json!({"accessToken": {"inner": "hush"}}));
    assert!(!format!("{odd:?}").contains("hush"));
}

#[test]
fn additional_is_two_words() {
    assert_eq!(size_of::<Additional>(), 2 * size_of::<usize>());
    assert_eq!(size_of::<Field<String>>(), size_of::<String>());
    assert_eq!(size_of::<Field<Box<Call>>>(), 2 * size_of::<usize>());
}

#[test]
fn what_was_noted_is_forgotten_when_the_value_changes() {
    let mut call = keeps(&json!({"state": "INCOMING", "levels": [1, 2.0, 3], "bytesSent": "5"}));
    call.state = CallState::Terminated.into();
    call.bytes_sent = 6.into();
    call.levels.as_mut().unwrap()[0] = 4.0;
    assert_eq!(
        json::to_value(&call),
        json!({"state": "terminated", "levels": [4.0, 2.0, 3], "bytesSent": 6})
    );
}

#[test]
fn numbers_as_serde_json_shows_them_with_arbitrary_precision() {
    let number =
        |literal: &str| BTreeMap::from([("$serde_json::private::Number", literal.to_owned())]);
    let members = BTreeMap::from([
        ("retries", number("3")),
        ("loudness", number("1.5")),
        ("id", number("1e2")),
    ]);
    let from = MapDeserializer::<_, docwright_runtime::serde_json::Error>::new(
        members
            .into_iter()
            .map(|(name, number)| (name, MapDeserializer::new(number.into_iter()))),
    );
    let call = Call::deserialize(from).unwrap();
    assert_eq!(
        (call.retries, call.loudness),
        (Field::Value(3), Field::Value(1.5))
    );
    assert_eq!(call.id, Field::Unexpected(Box::new(json!(100.0))));
}

#[test]
fn changes_are_what_differs() {
    let before = keeps(
        &json!({"id": "1", "state": "INCOMING", "tags": ["a"], "new": 1, "old": 2, "organizer": {"id": "2"}}),
    );
    let mut after = before.clone();
    assert_eq!(json::to_string(&changes(&before, &after)), "{}");
    after.tags = vec!["b".to_owned()].into();
    after.organizer.as_mut().unwrap().is_muted = true.into();
    after.additional.insert("new", 3);
    after.additional.remove("old");
    let expected = json!({"tags": ["b"], "organizer": {"id": "2", "isMuted": true}, "new": 3});
    assert_eq!(json::to_value(&changes(&before, &after)), expected);
}

#[test]
fn a_property_in_a_field_and_in_additional_is_written_once() {
    let mut call = Call {
        id: "field".into(),
        ..Call::default()
    };
    call.additional.insert("id", "additional");
    call.additional.insert("retries", 5);
    call.additional.insert("new", 1);
    let text = r#"{"id":"field","retries":5,"new":1}"#;
    assert_eq!(json::to_string(&call), text);
    assert_eq!(serde_json::to_string(&call).unwrap(), text);
    call.retries = Field::Null;
    assert_eq!(
        json::to_string(&call),
        r#"{"id":"field","retries":null,"new":1}"#
    );
    call.id = Field::Absent;
    assert_eq!(
        json::to_string(&call),
        r#"{"retries":null,"id":"additional","new":1}"#
    );
}

#[test]
fn an_inserted_type_takes_the_place_of_the_types_own() {
    let mut file = FileAttachment::default();
    assert_eq!(file.additional.insert("@odata.type", "#sample.other"), None);
    assert_eq!(
        json::to_string(&file),
        r##"{"@odata.type":"#sample.other"}"##
    );
    let old = file.additional.insert("@odata.type", "#sample.third");
    assert_eq!(old, Some(json!("#sample.other")));
    assert_eq!(
        serde_json::to_string(&file).unwrap(),
        r##"{"@odata.type":"#sample.third"}"##
    );
}
