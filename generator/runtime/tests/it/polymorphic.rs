//! Values of a base type.

use docwright_runtime::poly::Poly;
use docwright_runtime::serde_json::{self, json};
use docwright_runtime::{Field, json};

use crate::keeps;
use crate::sample::{AnyAttachment, Attachment, Call, FileAttachment};

fn read(text: &str) -> AnyAttachment {
    let read: AnyAttachment = json::from_str(text).unwrap();
    let value: serde_json::Value = json::from_str(text).unwrap();
    assert_eq!(json::to_value(&read), value, "{text}");
    let again: AnyAttachment = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_value(&again).unwrap(), value, "{text}");
    assert_eq!(read, again);
    read
}

#[test]
fn the_tag_may_stand_anywhere_with_or_without_its_mark() {
    for text in [
        r##"{"@odata.type":"#sample.fileAttachment","name":"x","size":5,"contentBytes":"AAAA","new":1}"##,
        r##"{"name":"x","size":5,"contentBytes":"AAAA","new":1,"@odata.type":"#sample.fileAttachment"}"##,
        r#"{"contentBytes":"AAAA","name":"x","@odata.type":"sample.fileAttachment","new":1,"size":"5"}"#,
        r##"{"new":1,"contentBytes":"AAAA","@odata.type":"#Sample.FileAttachment","size":5,"name":"x"}"##,
        r##"{"name":1,"name":"x","contentBytes":"AAAA","size":"5","@odata.type":"#sample.fileAttachment","new":1}"##,
    ] {
        let AnyAttachment::FileAttachment(file) = json::from_str(text).unwrap() else {
            panic!("{text}")
        };
        assert_eq!(file.name, "x".into(), "{text}");
        assert_eq!(file.size, Field::Value(5), "{text}");
        assert_eq!(
            file.content_bytes.as_deref(),
            Some(&[0, 0, 0][..]),
            "{text}"
        );
        assert_eq!(file.additional.len(), 1, "{text}");
        if !text.contains("\"name\":1") {
            read(text);
        }
    }
}

#[test]
fn what_is_not_known_falls_to_the_base_and_keeps_its_tag() {
    for text in [
        r##"{"@odata.type":"#sample.newAttachment","name":"x","new":[1]}"##,
        r#"{"name":"x","@odata.type":"sample.newAttachment","new":[1]}"#,
        r#"{"name":"x","new":[1],"@odata.type":5}"#,
        r#"{"name":"x","@odata.type":null}"#,
        r#"{"name":"x"}"#,
        r##"{"name":"x","@odata.type":"#sample.attachment"}"##,
        r##"{"@odata.type":"#SAMPLE.attachment","name":"x"}"##,
    ] {
        let AnyAttachment::Attachment(base) = read(text) else {
            panic!("{text}")
        };
        assert_eq!(base.name, "x".into(), "{text}");
    }
    read("{}");
}

#[test]
fn a_type_that_is_switched_off_is_read_as_its_nearest_ancestor() {
    for text in [
        r##"{"@odata.type":"#sample.linkAttachment","contentBytes":"AAAA"}"##,
        r#"{"contentBytes":"AAAA","@odata.type":"sample.linkAttachment"}"#,
    ] {
        let AnyAttachment::FileAttachment(file) = read(text) else {
            panic!("{text}")
        };
        assert!(file.content_bytes.is_some());
    }
}

#[test]
fn made_in_rust() {
    let file = FileAttachment {
        name: "x".into(),
        ..FileAttachment::default()
    };
    let call = Call {
        main_attachment: AnyAttachment::from(file.clone()).into(),
        attachments: vec![
            file.into(),
            Attachment {
                name: "y".into(),
                ..Attachment::default()
            }
            .into(),
        ]
        .into(),
        ..Call::default()
    };
    let expected = json!({
        "mainAttachment": {"@odata.type": "#sample.fileAttachment", "name": "x"},
        "attachments": [{"@odata.type": "#sample.fileAttachment", "name": "x"}, {"name": "y"}],
    });
    assert_eq!(json::to_value(&call), expected);
    assert_eq!(keeps(&expected), call);
    let any = &call.attachments.as_ref().unwrap()[0];
    assert_eq!(any.as_record().shape().api_name(), "sample.fileAttachment");
    assert_eq!(any.as_record().odata_type(), Some("#sample.fileAttachment"));
}

#[test]
fn nested_in_each_other() {
    keeps(&json!({"attachments": [
        {"name": "x", "item": {"state": "INCOMING", "attachments": [{"size": "1", "@odata.type": "#sample.itemAttachment"}]},
         "@odata.type": "#sample.itemAttachment"},
    ]}));
}
