//! Open enums and sets of their members.

use std::collections::BTreeMap;

use docwright_runtime::serde_json::json;
use docwright_runtime::{Field, Flags, json};

use crate::keeps;
use crate::sample::{CallState, Modality};

#[test]
fn exact_first_then_ignoring_case_then_unknown() {
    for (text, is_known, written) in [
        ("incoming", true, "incoming"),
        ("InComing", true, "incoming"),
        ("ringing", false, "ringing"),
        ("", false, ""),
    ] {
        let state = CallState::from(text);
        assert_eq!(!matches!(state, CallState::Unknown(_)), is_known, "{text}");
        assert_eq!(state.as_str(), written);
        assert_eq!(text.parse::<CallState>().unwrap().to_string(), written);
        keeps(&json!({"state": text, "pastStates": [text, "terminated", text]}));
    }
    assert_eq!(format!("{:?}", CallState::Established), "established");
}

#[test]
fn an_enum_is_a_key_of_maps() {
    let counts: BTreeMap<String, usize> = [(CallState::Incoming.to_string(), 1)].into();
    assert_eq!(counts["incoming"], 1);
    assert_eq!(
        docwright_runtime::serde_json::to_string(&CallState::Incoming).unwrap(),
        "\"incoming\""
    );
    assert_eq!(
        json::from_str::<CallState>("\"incoming\"").unwrap(),
        CallState::Incoming
    );
    assert!(json::from_str::<CallState>("5").is_err());
}

#[test]
fn flags_are_one_string() {
    for text in [
        "audio",
        "audio,video",
        "audio, Video",
        "video,,audio",
        "",
        "audio,audio",
        "sound,video",
        "\"quoted\\\",audio",
    ] {
        keeps(&json!({"modalities": text}));
    }
    let call = keeps(&json!({"modalities": "video, audio"}));
    let Field::Value(mut flags) = call.modalities.clone() else {
        panic!("no flags")
    };
    assert_eq!(flags.len(), 2);
    assert!(flags.remove(&Modality::Video) && !flags.remove(&Modality::Video));
    assert!(flags.insert(Modality::Video) && !flags.insert(Modality::Audio));
    assert_eq!(flags.to_string(), "audio,video");
    assert_eq!(Flags::from(Modality::Audio).into_iter().count(), 1);
}
