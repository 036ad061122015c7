//! How a conversation begins, what it survives, and how it ends.

use serde_json::{Value, json};

use super::editor::Editor;
use super::{FILES, PERSON, PERSON_PAGE};

#[test]
fn the_server_says_what_it_can() {
    let mut editor = Editor::new("lsp-capabilities", FILES, &["--stdio"]);
    let early = editor.request("textDocument/hover", &json!({}));
    assert_eq!(early["error"]["code"], -32002);
    let result = editor.initialize(&["utf-32", "utf-8", "utf-16"], &json!({}));
    let can = &result["capabilities"];
    assert_eq!(can["positionEncoding"], "utf-8");
    assert_eq!(can["textDocumentSync"]["change"], 2);
    for provider in ["hover", "definition", "references", "documentSymbol"] {
        assert_eq!(can[format!("{provider}Provider")], true, "{provider}");
    }
    let kinds = json!(["quickfix", "source.fixAll"]);
    assert_eq!(can["codeActionProvider"]["codeActionKinds"], kinds);
    let asked = editor.wait(|message| message["method"] == "client/registerCapability");
    let registration = &asked["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let again = editor.request("initialize", &json!({ "capabilities": {} }));
    assert_eq!(again["error"]["code"], -32600);
    assert_eq!(editor.quit().code(), Some(0));
}

#[test]
fn columns_are_utf_16_unless_bytes_are_offered() {
    let mut editor = Editor::new("lsp-encoding", FILES, &[]);
    let result = editor.initialize(&["utf-16"], &json!({}));
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-16");
}

#[test]
fn leaving_without_good_bye_is_told() {
    let mut editor = Editor::ready("lsp-exit", FILES, &[]);
    editor.notify("exit", &Value::Null);
    assert_eq!(editor.end().code(), Some(1));
    let mut editor = Editor::ready("lsp-gone", FILES, &[]);
    assert_eq!(editor.end().code(), Some(1));
    let mut editor = Editor::new("lsp-early-exit", FILES, &[]);
    editor.notify("exit", &Value::Null);
    assert_eq!(editor.end().code(), Some(1));
}

#[test]
fn after_shutdown_nothing_is_answered() {
    let mut editor = Editor::ready("lsp-shutdown", FILES, &[]);
    let answer = editor.request("shutdown", &Value::Null);
    assert_eq!(answer["result"], Value::Null);
    let answer = editor.request("textDocument/hover", &json!({}));
    assert_eq!(answer["error"]["code"], -32600);
    editor.notify("exit", &Value::Null);
    assert_eq!(editor.end().code(), Some(0));
}

#[test]
fn odd_messages_do_no_harm() {
    let mut editor = Editor::ready("lsp-odd", FILES, &["utf-8"]);
    let unknown = editor.request("textDocument/rename", &json!({}));
    assert_eq!(unknown["error"]["code"], -32601);
    let optional = editor.request("$/unheardOf", &Value::Null);
    assert_eq!(optional["error"]["code"], -32601);
    editor.notify("$/cancelRequest", &json!({ "id": 4711 }));
    editor.notify("$/cancelRequest", &json!("?"));
    editor.notify("$/setTrace", &json!({ "value": "off" }));
    editor.notify("textDocument/didOpen", &json!([1, 2]));
    editor.notify("textDocument/didChange", &json!({ "textDocument": {} }));
    editor.change("docs/never-opened.md", 3, &json!([{ "text": "" }]));
    editor.notify("textDocument/didClose", &Value::Null);
    editor.raw("Content-Length: 4\r\n\r\n{\"a\"");
    let broken = editor.answer(&Value::Null);
    assert_eq!(broken["error"]["code"], -32700);
    editor.raw("Content-Length: 2\r\nContent-Type: x\r\n\r\n[]");
    let broken = editor.answer(&Value::Null);
    assert_eq!(broken["error"]["code"], -32600);
    let wrong = editor.request("textDocument/hover", &json!({ "position": 1 }));
    assert_eq!(wrong["error"]["code"], -32602);
    editor.open("untitled.md", "# a\n");
    let elsewhere = editor.ask("hover", "untitled.md", (0, 0));
    assert_eq!(elsewhere, Value::Null);
    editor.open(PERSON_PAGE, PERSON);
    assert_eq!(
        editor.diagnostics(PERSON_PAGE, Some(1)),
        Vec::<Value>::new()
    );
    assert_eq!(editor.quit().code(), Some(0));
}

#[test]
fn a_request_that_waits_can_be_cancelled() {
    let mut editor = Editor::ready("lsp-cancel", FILES, &[]);
    editor.open(PERSON_PAGE, PERSON);
    editor.diagnostics(PERSON_PAGE, Some(1));
    // A burst of changes keeps the next run from beginning, and replacements wait for it.
    editor.write(PERSON_PAGE, 2, "# nothing\n");
    let here = json!({ "line": 0, "character": 0 });
    let id = editor.send(
        "textDocument/codeAction",
        &json!({
            "textDocument": { "uri": editor.uri(PERSON_PAGE) },
            "range": { "start": here, "end": here },
            "context": { "diagnostics": [] },
        }),
    );
    editor.notify("$/cancelRequest", &json!({ "id": id }));
    let answer = editor.answer(&json!(id));
    // Whoever was first: the run or the change of mind.
    let code = answer["error"]["code"].as_i64();
    assert!(
        code == Some(-32800) || answer["result"].is_array(),
        "{answer}"
    );
    assert_eq!(editor.quit().code(), Some(0));
}

#[test]
fn a_folder_can_be_named() {
    let files = [("pages/resources/person.md", PERSON)];
    let docs = Editor::new("lsp-named", &files, &["--docs", "pages"]);
    let mut settings = Editor::new("lsp-settings", &files, &[]);
    let mut by_arguments = docs;
    by_arguments.initialize(&["utf-8"], &json!({}));
    settings.initialize(&["utf-8"], &json!({ "docs": "pages", "other": 1 }));
    for editor in [&mut by_arguments, &mut settings] {
        editor.open_file("pages/resources/person.md");
        let rules = editor.rules("pages/resources/person.md", Some(1));
        assert!(rules.contains(&"broken-link".to_owned()), "{rules:?}");
    }
}

#[test]
fn a_workspace_without_docs_is_told() {
    let mut editor = Editor::ready("lsp-none", &[("readme.txt", "")], &[]);
    let said = editor.wait(|message| message["method"] == "window/logMessage");
    let words = said["params"]["message"].as_str().unwrap();
    assert!(words.starts_with("no docs folder"), "{words}");
    // It may get one.
    for (path, text) in FILES {
        let file = editor.path("more").join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    let folder = json!({ "uri": editor.uri("more"), "name": "more" });
    let change =
        |added: Value, removed: Value| json!({ "event": { "added": added, "removed": removed } });
    let method = "workspace/didChangeWorkspaceFolders";
    editor.notify(method, &change(json!([folder]), json!([])));
    let page = "more/docs/resources/person.md";
    editor.open(page, "# person resource type\n");
    assert!(!editor.rules(page, Some(1)).is_empty());
    editor.notify(method, &change(json!([]), json!([folder])));
    assert!(editor.rules(page, None).is_empty());
}
