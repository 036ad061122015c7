//! What the server knows of the thing under the cursor.

use serde_json::Value;

use super::editor::{Editor, position};
use super::{FILES, GET, GET_PAGE, PERSON, PERSON_PAGE};

fn editor(name: &str) -> Editor {
    let mut editor = Editor::ready(name, FILES, &["utf-8"]);
    editor.open_file(PERSON_PAGE);
    editor.open_file(GET_PAGE);
    editor
}

fn hover(editor: &mut Editor, path: &str, at: (usize, usize)) -> String {
    let found = editor.ask("hover", path, at);
    let text = found["contents"]["value"].as_str().unwrap_or_default();
    text.to_owned()
}

#[track_caller]
fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
}

#[test]
fn hover_tells_what_became_of_a_row() {
    let mut editor = editor("lsp-hover");
    let name = hover(&mut editor, PERSON_PAGE, position(PERSON, "| age |", "age"));
    let field = "pub age: rt::Field<i32>";
    assert_has(
        &name,
        &[
            "**sample.person.age**",
            "`Int32`",
            "a table",
            field,
            "// in api::models::Person",
        ],
    );
    let cell = hover(
        &mut editor,
        PERSON_PAGE,
        position(PERSON, "| mood |", "mood.md"),
    );
    let list = "**sample.mood**: enum of `calm`, `wild`";
    let field = "pub mood: rt::Field<models::Mood>";
    assert_has(&cell, &[list, "api::models::Mood", field]);
    let key = hover(
        &mut editor,
        PERSON_PAGE,
        position(PERSON, "\"age\": 1024", "age"),
    );
    assert_has(&key, &["**sample.person.age**"]);
    let tag = hover(
        &mut editor,
        PERSON_PAGE,
        position(PERSON, "#sample", "person"),
    );
    assert_has(
        &tag,
        &[
            "**sample.person**: entity, 4 properties",
            "Somebody with a name.",
        ],
    );
}

#[test]
fn hover_tells_what_became_of_an_operation() {
    let mut editor = editor("lsp-hover-operation");
    let url = hover(
        &mut editor,
        GET_PAGE,
        position(GET, "GET /people", "people"),
    );
    assert_has(
        &url,
        &[
            "**person-get**: GET `/people/{person-id}`",
            "200 with `sample.person`",
            "// api::operations::",
            "client.people",
        ],
    );
    let title = hover(&mut editor, GET_PAGE, position(GET, "# Get person", "Get"));
    assert_has(&title, &["**person-get**", "fn "]);
    let parameter = hover(
        &mut editor,
        GET_PAGE,
        position(GET, "| person-id |", "person-id"),
    );
    assert_has(
        &parameter,
        &["**person-id**: `String`, path parameter; required"],
    );
    let shown = hover(&mut editor, GET_PAGE, position(GET, "\"age\": 30", "age"));
    assert_has(&shown, &["**sample.person.age**"]);
    let nothing = editor.ask("hover", GET_PAGE, position(GET, "Do not supply", "supply"));
    assert_eq!(nothing, Value::Null);
}

#[test]
fn definitions_are_found() {
    let mut editor = editor("lsp-definition");
    let mut check = |page: &str, text: (&str, &str, &str), target: &str, line: &str| {
        let (text, line_with, word) = text;
        let found = editor.ask("definition", page, position(text, line_with, word));
        assert_eq!(found["uri"], editor.uri(target), "{word}");
        let at = found["range"]["start"]["line"].as_u64().unwrap() as usize;
        let found = editor.text(target);
        assert_eq!(found.lines().nth(at).unwrap(), line, "{word}");
    };
    let mood = "docs/resources/mood.md";
    let row = "| age | Int32 | In years. |";
    let title = "# person resource type";
    check(
        PERSON_PAGE,
        (PERSON, "| mood |", "mood.md"),
        mood,
        "# mood enum type",
    );
    check(
        PERSON_PAGE,
        (PERSON, "#sample", "person"),
        PERSON_PAGE,
        title,
    );
    check(
        PERSON_PAGE,
        (PERSON, "\"age\": 1024", "age"),
        PERSON_PAGE,
        row,
    );
    check(GET_PAGE, (GET, "Reads a", "person.md"), PERSON_PAGE, title);
    check(GET_PAGE, (GET, "\"age\": 30", "age"), PERSON_PAGE, row);
    let linked = GET.replace("person.md)", "person.md#json-representation)");
    editor.write(GET_PAGE, 2, &linked);
    let found = editor.ask(
        "definition",
        GET_PAGE,
        position(&linked, "Reads a", "person.md"),
    );
    let at = found["range"]["start"]["line"].as_u64().unwrap() as usize;
    assert_eq!(PERSON.lines().nth(at), Some("## JSON representation"));
}

#[test]
fn references_are_found() {
    let mut editor = editor("lsp-references");
    let found = editor.ask(
        "references",
        PERSON_PAGE,
        position(PERSON, "# person", "person"),
    );
    let place = |found: &Value| {
        let line = found["range"]["start"]["line"].as_u64().unwrap();
        (found["uri"].as_str().unwrap().to_owned(), line as usize)
    };
    let found: Vec<_> = found.as_array().unwrap().iter().map(place).collect();
    let line = |text, with| position(text, with, with).0;
    let (person, get) = (editor.uri(PERSON_PAGE), editor.uri(GET_PAGE));
    let expected = [
        (person.clone(), line(PERSON, "# person")),
        (get.clone(), line(GET, "Reads a")),
        (get, line(GET, "If successful")),
        (person, line(PERSON, "| friends |")),
    ];
    assert_eq!(found, expected);
}

fn labels(found: &Value) -> Vec<String> {
    let label = |item: &Value| item["label"].as_str().unwrap().to_owned();
    found.as_array().unwrap().iter().map(label).collect()
}

#[test]
fn types_are_completed() {
    let mut editor = editor("lsp-completion");
    let row = "| age | Int32 | In years. |";
    for (typed, cursor) in [
        ("| new |  |", "  |"),
        ("| new | mo", "mo"),
        ("| new | [mo | x |", "[mo"),
    ] {
        let text = PERSON.replace(row, typed);
        editor.write(PERSON_PAGE, 2, &text);
        let (line, column) = position(&text, "| new |", cursor);
        let column = column + if cursor == "  |" { 1 } else { cursor.len() };
        let found = editor.ask("completion", PERSON_PAGE, (line, column));
        let names = labels(&found);
        for name in ["String", "Boolean", "DateTimeOffset", "mood", "person"] {
            assert!(names.contains(&name.to_owned()), "{typed}: {name}");
        }
        let items = found.as_array().unwrap();
        let mood = items.iter().find(|item| item["label"] == "mood").unwrap();
        assert_eq!(mood["detail"], "sample.mood");
        assert_eq!(mood["textEdit"]["newText"], "[mood](mood.md)");
        let start = column - if cursor == "  |" { 0 } else { cursor.len() };
        assert_eq!(
            mood["textEdit"]["range"]["start"]["character"], start,
            "{typed}"
        );
        assert_eq!(
            mood["textEdit"]["range"]["end"]["character"], column,
            "{typed}"
        );
    }
}

#[test]
fn types_are_completed_in_tags_and_nowhere_else() {
    let mut editor = editor("lsp-completion-tags");
    let tag = PERSON.replace("#sample.person", "#sample.mo");
    editor.write(PERSON_PAGE, 2, &tag);
    let (line, column) = position(&tag, "#sample.mo", "sample.mo");
    let found = editor.ask("completion", PERSON_PAGE, (line, column + 9));
    assert_eq!(labels(&found), ["sample.mood", "sample.person"]);
    let edit = &found[0]["textEdit"];
    assert_eq!(edit["newText"], "sample.mood");
    assert_eq!(edit["range"]["start"]["character"], column);
    for (line_with, word) in [
        ("| id |", "The key"),
        ("| id |", "id"),
        ("## Properties", "Prop"),
        ("Somebody", "name"),
    ] {
        let found = editor.ask("completion", PERSON_PAGE, position(&tag, line_with, word));
        assert_eq!(labels(&found), Vec::<String>::new(), "{word}");
    }
    let text = GET.replace("| person-id | String |", "| person-id | pers |");
    editor.write(GET_PAGE, 2, &text);
    let found = editor.ask("completion", GET_PAGE, position(&text, "| pers |", "ers |"));
    let items = found.as_array().unwrap();
    let person = items.iter().find(|item| item["label"] == "person").unwrap();
    assert_eq!(
        person["textEdit"]["newText"],
        "[person](../resources/person.md)"
    );
}

#[test]
fn pages_and_the_api_have_symbols() {
    let mut editor = editor("lsp-symbols");
    let found = editor.ask("documentSymbol", PERSON_PAGE, (0, 0));
    assert_eq!(found[0]["name"], "person resource type");
    let names: Vec<&str> = found[0]["children"]
        .as_array()
        .unwrap()
        .iter()
        .map(|child| child["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["id", "age", "mood", "friends"]);
    let found = editor.ask("documentSymbol", GET_PAGE, (0, 0));
    assert_eq!(found[0]["children"][0]["name"], "GET /people/{person-id}");
    let found = editor.request(
        "workspace/symbol",
        &serde_json::json!({ "query": "PERSON" }),
    );
    let names: Vec<&str> = found["result"]
        .as_array()
        .unwrap()
        .iter()
        .map(|symbol| symbol["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["sample.person", "person-get"]);
}
