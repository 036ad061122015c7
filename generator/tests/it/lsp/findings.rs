//! Diagnostics and replacements, while somebody types.

use serde_json::{Value, json};

use super::editor::{Editor, edited, position};
use super::{FILES, GET_PAGE, PERSON, PERSON_PAGE};

fn extra_comma() -> String {
    PERSON.replace("\"mood\": \"String\",\n", "\"mood\": \"String\",,\n")
}

fn at(line: usize, column: usize) -> Value {
    json!({ "line": line, "character": column })
}

#[test]
fn findings_follow_the_typing() {
    let mut editor = Editor::ready("lsp-typing", FILES, &["utf-8"]);
    editor.open_file(PERSON_PAGE);
    assert!(editor.rules(PERSON_PAGE, Some(1)).is_empty());
    let (line, column) = position(PERSON, "| age |", " In years");
    let here = at(line, column);
    let change = json!([{ "range": { "start": here, "end": here }, "text": " 1 | 2 |" }]);
    editor.change(PERSON_PAGE, 2, &change);
    let found = editor.diagnostics(PERSON_PAGE, Some(2));
    let ragged = &found[0];
    assert_eq!(ragged["code"], "ragged-table-row");
    assert_eq!(ragged["severity"], 2);
    assert_eq!(ragged["source"], "docwright");
    assert_eq!(ragged["range"]["start"]["line"], line);
    let print = ragged["data"]["fingerprint"].as_str().unwrap();
    assert_eq!(print.len(), 16);
    let end = at(line, column + 8);
    let change = json!([{ "range": { "start": here, "end": end }, "text": "" }]);
    editor.change(PERSON_PAGE, 3, &change);
    assert!(editor.rules(PERSON_PAGE, Some(3)).is_empty());
}

#[test]
fn other_pages_are_told_when_their_findings_change() {
    let mut editor = Editor::ready("lsp-others", FILES, &["utf-8"]);
    editor.open_file(PERSON_PAGE);
    assert!(editor.rules(PERSON_PAGE, Some(1)).is_empty());
    let without = PERSON
        .replace("| age | Int32 | In years. |\n", "")
        .replace("  \"age\": 1024,\n", "");
    editor.write(PERSON_PAGE, 2, &without);
    assert_eq!(editor.rules(GET_PAGE, None), ["example-unknown-property"]);
    // Undone: the finding goes.
    editor.write(PERSON_PAGE, 3, PERSON);
    assert!(editor.rules(GET_PAGE, None).is_empty());
    // Closing brings back the file, as it is on disk.
    editor.write(PERSON_PAGE, 4, &without);
    assert_eq!(editor.rules(GET_PAGE, None), ["example-unknown-property"]);
    let document = json!({ "uri": editor.uri(PERSON_PAGE) });
    let params = json!({ "textDocument": document });
    editor.notify("textDocument/didClose", &params);
    assert!(editor.rules(GET_PAGE, None).is_empty());
    assert_eq!(editor.unread(GET_PAGE), 0);
}

#[test]
fn places_that_have_to_do_with_it_are_shown() {
    let mut editor = Editor::ready("lsp-related", FILES, &["utf-8"]);
    let wrong = PERSON.replace("\"age\": 1024", "\"age\": \"String\"");
    editor.open(PERSON_PAGE, &wrong);
    let found = editor.diagnostics(PERSON_PAGE, Some(1));
    let conflict = found.iter().find(|it| it["code"] == "conflicting-type");
    let message = conflict.unwrap()["message"].as_str().unwrap();
    assert!(message.contains("\nhelp: "), "{message}");
    let related = &conflict.unwrap()["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], editor.uri(PERSON_PAGE));
    assert!(related["location"]["range"]["start"]["line"].as_u64() > Some(0));
    assert_ne!(related["message"], "");
}

#[test]
fn a_replacement_makes_its_finding_go() {
    let mut editor = Editor::ready("lsp-fix", FILES, &["utf-8"]);
    let text = extra_comma();
    editor.open(PERSON_PAGE, &text);
    let found = editor.diagnostics(PERSON_PAGE, Some(1));
    assert_eq!(found[0]["code"], "repaired-json");
    let actions = editor.actions(PERSON_PAGE, &found[0]["range"], &["quickfix"]);
    let [action] = actions.as_slice() else {
        panic!("{actions:?}");
    };
    assert_eq!(action["kind"], "quickfix");
    assert_eq!(action["isPreferred"], true);
    assert_eq!(action["diagnostics"][0], found[0]);
    let version = &action["edit"]["documentChanges"][0]["textDocument"]["version"];
    assert_eq!(*version, 1);
    let mended = edited(&text, action);
    assert_eq!(mended, PERSON);
    editor.write(PERSON_PAGE, 2, &mended);
    assert!(editor.rules(PERSON_PAGE, Some(2)).is_empty());
    let nowhere = json!({ "start": at(0, 0), "end": at(0, 0) });
    assert!(editor.actions(PERSON_PAGE, &nowhere, &[]).is_empty());
}

#[test]
fn all_replacements_of_a_page_at_once() {
    let mut editor = Editor::ready("lsp-fix-all", FILES, &["utf-8"]);
    let text = extra_comma().replace("(mood.md)", "(MOOD.md)");
    editor.open(PERSON_PAGE, &text);
    let nowhere = json!({ "start": at(0, 0), "end": at(0, 0) });
    // Asked at once: the answer waits for the run.
    let actions = editor.actions(PERSON_PAGE, &nowhere, &["source"]);
    let [action] = actions.as_slice() else {
        panic!("{actions:?}");
    };
    assert_eq!(action["kind"], "source.fixAll");
    assert_eq!(edited(&text, action), PERSON);
    let everywhere = json!({ "start": at(0, 0), "end": at(999, 0) });
    let kinds: Vec<Value> = editor
        .actions(PERSON_PAGE, &everywhere, &[])
        .iter()
        .map(|action| action["kind"].clone())
        .collect();
    assert_eq!(kinds, ["quickfix", "quickfix", "source.fixAll"]);
    let none = editor.actions(PERSON_PAGE, &everywhere, &["refactor"]);
    assert!(none.is_empty());
}

#[test]
fn columns_count_surrogates() {
    let mut editor = Editor::ready("lsp-utf16", FILES, &[]);
    let text = PERSON.replace("Whom to ask.", "😀😀 Whom to [ask](nobody.md).");
    editor.open(PERSON_PAGE, &text);
    let found = editor.diagnostics(PERSON_PAGE, Some(1));
    assert_eq!(found[0]["code"], "broken-link");
    let (line, bytes) = position(&text, "Whom to", "[ask]");
    let range = json!({
        "start": at(line, bytes - 4), "end": at(line, bytes - 4 + "[ask](nobody.md)".len()),
    });
    assert_eq!(found[0]["range"], range);
    // And in what comes in: both emoji and the blank go, and nothing else.
    let (_, emoji) = position(&text, "Whom to", "😀");
    let emoji = json!({ "start": at(line, emoji), "end": at(line, emoji + 5) });
    editor.change(PERSON_PAGE, 2, &json!([{ "range": emoji, "text": "" }]));
    let found = editor.diagnostics(PERSON_PAGE, Some(2));
    assert_eq!(found[0]["range"]["start"], at(line, bytes - 9));
}

#[test]
fn files_that_others_write_count() {
    let mut editor = Editor::ready("lsp-watched", FILES, &["utf-8"]);
    editor.open_file(GET_PAGE);
    assert!(editor.rules(GET_PAGE, Some(1)).is_empty());
    let without = PERSON
        .replace("| age | Int32 | In years. |\n", "")
        .replace("  \"age\": 1024,\n", "");
    std::fs::write(editor.path(PERSON_PAGE), without).unwrap();
    editor.touched(PERSON_PAGE, 2);
    let expected = ["example-unknown-property"];
    assert_eq!(editor.rules(GET_PAGE, Some(1)), expected);
    std::fs::write(editor.path(PERSON_PAGE), PERSON).unwrap();
    editor.touched(PERSON_PAGE, 2);
    assert!(editor.rules(GET_PAGE, Some(1)).is_empty());
    // A page that goes, and comes again.
    std::fs::remove_file(editor.path(PERSON_PAGE)).unwrap();
    editor.touched(PERSON_PAGE, 3);
    let rules = editor.rules(GET_PAGE, Some(1));
    assert!(rules.contains(&"broken-link".to_owned()), "{rules:?}");
    std::fs::write(editor.path(PERSON_PAGE), PERSON).unwrap();
    editor.touched(PERSON_PAGE, 1);
    assert!(editor.rules(GET_PAGE, Some(1)).is_empty());
}

#[test]
fn a_page_that_is_not_saved_yet_counts() {
    let mut editor = Editor::ready("lsp-new", FILES, &["utf-8"]);
    let linked = PERSON.replace("Whom to ask.", "See [pet](pet.md).");
    editor.open(PERSON_PAGE, &linked);
    assert_eq!(editor.rules(PERSON_PAGE, Some(1)), ["broken-link"]);
    editor.open("docs/resources/pet.md", "# Pets\n");
    assert!(editor.rules(PERSON_PAGE, Some(1)).is_empty());
}

#[test]
fn severities_are_those_of_the_configuration() {
    let mut editor = Editor::ready("lsp-config", FILES, &["utf-8"]);
    editor.open(PERSON_PAGE, &extra_comma());
    let found = editor.diagnostics(PERSON_PAGE, Some(1));
    assert_eq!(found[0]["severity"], 3);
    let config = "docs/docwright.toml";
    let set = |editor: &mut Editor, text: &str| {
        std::fs::write(editor.path(config), text).unwrap();
        editor.touched(config, 2);
    };
    set(&mut editor, "[lint.rules]\nrepaired-json = \"error\"\n");
    let found = editor.diagnostics(PERSON_PAGE, Some(1));
    assert_eq!(found[0]["severity"], 1);
    set(&mut editor, "[lint.rules]\nrepaired-json = \"off\"\n");
    assert!(editor.rules(PERSON_PAGE, Some(1)).is_empty());
    // A mistake in it is shown where it is, and the last good one stays.
    set(&mut editor, "[lint]\nrule = 1\n");
    let found = editor.diagnostics(config, None);
    assert_eq!(found[0]["severity"], 1);
    assert_eq!(found[0]["range"]["start"]["line"], 1);
    set(&mut editor, "[lint.rules]\nno-such-rule = \"off\"\n");
    let found = editor.diagnostics(config, None);
    assert!(
        found[0]["message"]
            .as_str()
            .unwrap()
            .contains("no-such-rule")
    );
    set(&mut editor, "");
    assert!(editor.rules(config, None).is_empty());
    assert_eq!(editor.rules(PERSON_PAGE, Some(1)), ["repaired-json"]);
}

#[test]
fn all_pages_can_be_asked_for() {
    let broken = extra_comma();
    let mut files = FILES.to_vec();
    files[1].1 = &broken;
    let mut editor = Editor::new("lsp-all", &files, &[]);
    editor.initialize(&["utf-8"], &json!({ "findings": "all" }));
    assert_eq!(editor.rules(PERSON_PAGE, None), ["repaired-json"]);
    // Otherwise what was there before is not shown until the page is opened.
    let mut editor = Editor::ready("lsp-not-all", &files, &["utf-8"]);
    editor.open_file(GET_PAGE);
    assert!(editor.rules(GET_PAGE, Some(1)).is_empty());
    assert_eq!(editor.unread(PERSON_PAGE), 0);
    editor.open_file(PERSON_PAGE);
    assert_eq!(editor.rules(PERSON_PAGE, Some(1)), ["repaired-json"]);
}

#[test]
fn accepted_findings_are_not_shown() {
    let mut editor = Editor::new("lsp-baseline", FILES, &[]);
    editor.initialize(&["utf-8"], &json!({ "baseline": "known.txt" }));
    let broken = extra_comma();
    editor.open(PERSON_PAGE, &broken);
    let found = editor.diagnostics(PERSON_PAGE, Some(1));
    assert_eq!(found[0]["code"], "repaired-json");
    let print = found[0]["data"]["fingerprint"].as_str().unwrap().to_owned();
    let file = editor.path("known.txt");
    std::fs::write(&file, format!("{print} a comma\n")).unwrap();
    editor.touched("known.txt", 1);
    assert!(editor.rules(PERSON_PAGE, Some(1)).is_empty());
    // What is wrong with the file is told in the file.
    std::fs::write(&file, format!("{print} a comma\nno fingerprint\n")).unwrap();
    editor.touched("known.txt", 2);
    let problem = editor.diagnostics("known.txt", None);
    assert_eq!(problem[0]["range"]["start"]["line"], 1);
    std::fs::remove_file(&file).unwrap();
    editor.touched("known.txt", 3);
    assert_eq!(editor.rules(PERSON_PAGE, Some(1)), ["repaired-json"]);
}
