//! Client stubs of small models: which places and operations they have, what those are called, and that no text becomes code.

use std::collections::BTreeSet;
use std::fmt::Write;

use docwright::model::Model;
use docwright::plan::stubs::{PlaceKind, PlaceMethod, Step, Stubs, Target};
use docwright::plan::{self, Plan, PlanConfig, Runtime};
use docwright::print;

/// A model of operations only: id, method and kind, and URLs as JSON lists of segments.
fn model(operations: &[(&str, &str, &str, &[&str])]) -> Model {
    let mut all = serde_json::Map::new();
    for (id, method, kind, urls) in operations {
        let urls: Vec<serde_json::Value> = urls.iter().map(|url| template(url)).collect();
        all.insert(
            (*id).to_owned(),
            serde_json::json!({
                "title": id.replace('-', " "), "method": method, "kind": kind, "urls": urls, "body": "none",
                "responses": [{"status": 204, "body": "none"}], "page": format!("api/{id}.md"),
            }),
        );
    }
    let json = serde_json::json!({"format": 1, "types": {}, "operations": all, "pages": {}});
    serde_json::from_value(json).unwrap()
}

/// A URL whose segments are names, `{keys}`, `name(a='{b}')` or `{path}:`.
fn template(url: &str) -> serde_json::Value {
    let segments: Vec<serde_json::Value> = url
        .split('/')
        .skip(1)
        .map(|segment| {
            if let Some((name, rest)) = segment.split_once('(') {
                let arguments: Vec<serde_json::Value> = rest
                    .trim_end_matches(')')
                    .split(',')
                    .map(|argument| {
                        let (key, value) = argument.split_once('=').unwrap();
                        let parameter = value.trim_matches(['\'', '{', '}']);
                        serde_json::json!({"name": key, "parameter": parameter, "quoted": value.starts_with('\'')})
                    })
                    .collect();
                serde_json::json!({"call": {"name": name, "arguments": arguments}})
            } else if let Some(parameter) = segment.strip_prefix('{').and_then(|s| s.strip_suffix("}:")) {
                serde_json::json!({"mixed": [{"parameter": parameter}, {"text": ":"}]})
            } else if let Some(parameter) = segment.strip_prefix('{').and_then(|s| s.strip_suffix('}')) {
                serde_json::json!({"parameter": parameter})
            } else {
                serde_json::json!({"name": segment})
            }
        })
        .collect();
    serde_json::json!({"template": url, "written": url, "segments": segments})
}

fn lower(model: &Model) -> Plan {
    let config = PlanConfig::named("sample", Runtime::Version("0.1.0".to_owned()));
    plan::lower(model, &config)
}

fn stubs(model: &Model) -> Stubs {
    lower(model).stubs.unwrap()
}

/// `Place: method(arguments) -> Target +step`, a line each; the client first.
fn shown(stubs: &Stubs) -> String {
    let mut out = String::new();
    let kinds = stubs.places.iter().flat_map(|file| &file.kinds);
    show("Client", &stubs.methods, &mut out);
    kinds.for_each(|kind: &PlaceKind| show(kind.ident.text(), &kind.methods, &mut out));
    out
}

fn show(place: &str, methods: &[PlaceMethod], out: &mut String) {
    for method in methods {
        let arguments: Vec<&str> = method.arguments.iter().map(|a| a.ident.text()).collect();
        let step = match &method.step {
            None => "",
            Some(Step::Name(_) | Step::Cast(_)) => " +name",
            Some(Step::Key) => " +key",
            Some(Step::Call { .. }) => " +call",
            Some(Step::AlternateKey(_)) => " +alternate key",
            Some(Step::ItemPath) => " +item path",
            Some(Step::Text(_)) => " +text",
        };
        let target = match &method.target {
            Target::Place(ident) | Target::Operation { ident, .. } => ident.text(),
        };
        writeln!(
            out,
            "{place}: {}({}) -> {target}{step}",
            method.ident.written(),
            arguments.join(", ")
        )
        .unwrap();
    }
}

/// So many places below one segment that their files are nested, and segments that are called like what the files import.
#[test]
fn modules_of_places_hide_no_import() {
    let urls: Vec<String> = ["operations", "models", "paths", "rt", "things"]
        .iter()
        .flat_map(|segment| (0..20).map(move |n| format!("/box/{segment}/n{n}/leaf{n}/deep{n}")))
        .collect();
    let ids: Vec<String> = (0..urls.len()).map(|n| format!("thing-get{n}")).collect();
    let urls: Vec<[&str; 1]> = urls.iter().map(|url| [url.as_str()]).collect();
    let operations: Vec<(&str, &str, &str, &[&str])> = ids
        .iter()
        .zip(&urls)
        .map(|(id, url)| (id.as_str(), "GET", "get", &url[..]))
        .collect();
    let files = print::print(&lower(&model(&operations)));
    let mut nested = 0;
    for (path, text) in &files.0 {
        let names = |start: &str| -> BTreeSet<&str> {
            text.lines()
                .filter_map(|line| line.strip_prefix(start)?.strip_suffix(';'))
                .filter_map(|path| path.rsplit([':', ' ']).next())
                .collect()
        };
        let modules: BTreeSet<&str> = &names("mod ") | &names("pub mod ");
        let imports: BTreeSet<&str> = names("use ");
        let both: Vec<_> = modules.intersection(&imports).collect();
        assert!(both.is_empty(), "{}: {both:?}", path.as_str());
        nested += usize::from(path.as_str().starts_with("src/paths/box") && !modules.is_empty());
    }
    assert!(nested > 0, "the files are not nested");
}

#[test]
fn paths_read_as_urls() {
    let model = model(&[
        (
            "user-list-messages",
            "GET",
            "list",
            &["/me/messages", "/users/{id}/messages"],
        ),
        (
            "message-get",
            "GET",
            "get",
            &["/me/messages/{id}", "/users/{user}/messages/{id}"],
        ),
        (
            "message-send",
            "POST",
            "action",
            &["/me/messages/{id}/send", "/users/{user}/messages/{id}/send"],
        ),
        ("message-delta", "GET", "delta", &["/me/messages/delta"]),
        (
            "item-content",
            "GET",
            "download",
            &["/drive/root:/{path}:/content"],
        ),
        (
            "app-get",
            "GET",
            "get",
            &["/apps/{id}", "/apps(appId='{appId}')"],
        ),
        ("app-upsert", "PATCH", "update", &["/apps(name='{name}')"]),
        (
            "app-owner",
            "POST",
            "addReference",
            &["/apps/{id}/owners/$ref"],
        ),
        (
            "chart-image",
            "GET",
            "function",
            &["/chart/image", "/chart/image(width={width})"],
        ),
    ]);
    expect_test::expect![[r"
        Client: apps() -> Apps +name
        Client: chart() -> Chart +name
        Client: drive() -> Drive +name
        Client: me() -> Me +name
        Client: users() -> Users +name
        Apps: app_id(app_id) -> AppsItem +alternate key
        Apps: id(id) -> AppsItem +key
        Apps: name(name) -> AppsByName +alternate key
        AppsItem: get() -> AppGet
        AppsItem: owners() -> Owners +name
        AppsByName: update() -> AppUpdateUpsert
        Owners: add_reference() -> AppAddReferenceOwner +name
        Chart: image() -> ChartImage +name
        Chart: image_with_width(width) -> ChartImage +call
        Drive: root() -> Root +name
        Root: path(path) -> RootPath +item path
        RootPath: content() -> Content +name
        Content: download() -> ItemDownloadContent
        Me: messages() -> Messages +name
        Messages: list() -> UserListMessages
        Messages: delta() -> MessageDelta +name
        Messages: id(id) -> MessagesItem +key
        MessagesItem: get() -> MessageGet
        MessagesItem: send() -> MessageSend +name
        Users: id(id) -> UsersItem +key
        UsersItem: messages() -> UsersMessages +name
        UsersMessages: list() -> UserListMessages
        UsersMessages: id(id) -> MessagesItem +key
    "]]
    .assert_eq(&shown(&stubs(&model)));
}

#[test]
fn places_that_are_alike_are_one_kind() {
    let model = model(&[
        (
            "a-get",
            "GET",
            "get",
            &["/x/{id}/a/{a}", "/y/{id}/a/{a}", "/z/{id}/a/{b}"],
        ),
        (
            "a-list",
            "GET",
            "list",
            &["/x/{id}/a", "/y/{id}/a", "/z/{id}/a"],
        ),
        ("z-get", "GET", "get", &["/z/{id}"]),
    ]);
    let stubs = stubs(&model);
    let kinds: usize = stubs.places.iter().map(|file| file.kinds.len()).sum();
    assert_eq!((stubs.places_before, kinds), (12, 6));
    assert_eq!(stubs.example_calls.len(), 7);
}

#[test]
fn one_name_for_two_goes_to_the_plainest_and_is_reported() {
    let model = model(&[
        ("user-get", "GET", "get", &["/users/{id}"]),
        ("extension-get-users", "GET", "get", &["/users/{id}"]),
        ("user-get-get", "GET", "get", &["/users/{id}/get"]),
    ]);
    let stubs = stubs(&model);
    expect_test::expect![[r"
        Client: users() -> Users +name
        Users: id(id) -> UsersItem +key
        UsersItem: get() -> UserGet
        UsersItem: get_segment() -> GetSegment +name
        UsersItem: extension_get_users() -> ExtensionGetUsers
        GetSegment: get() -> UserGetGet
    "]]
    .assert_eq(&shown(&stubs));
    let collisions: Vec<String> = stubs
        .collisions
        .iter()
        .map(|c| format!("{}: {} -> {}", c.page.0, c.wanted, c.given))
        .collect();
    expect_test::expect![[r"
        api/extension-get-users.md: get -> extension_get_users
        api/user-get-get.md: get -> get_segment"]]
    .assert_eq(&collisions.join("\n"));
}

/// Names that would be code, another header, or another URL, wherever a page could put them.
const HOSTILE: &[&str] = &[
    "self",
    "type",
    "crate",
    "Self",
    "_",
    "9",
    "\u{1f600}",
    "\u{202e}abc",
    "a\"b",
    "a'b",
    "a\r\nX-Injected: yes",
    "a\\",
    "*/ fn evil() {} /*",
    "#![feature(x)]",
    "{}",
    "..",
    ".",
    "a?b=c#d",
    "```\nfn evil() {}\n```",
    "clone",
    "into",
    "new",
    "builder",
    "at",
    "path",
    "body",
    "send",
    "select",
    "",
];

#[test]
fn no_name_becomes_code() {
    let mut operations = serde_json::Map::new();
    for (at, name) in HOSTILE.iter().enumerate() {
        let parameters: Vec<serde_json::Value> = ["path", "query", "header"]
            .iter()
            .flat_map(|location| {
                [true, false].map(|required| {
                    let name = format!("{name}{}", if required { "" } else { "2" });
                    serde_json::json!({"name": name, "location": location, "type": {"primitive": "string"}, "required": required,
                        "doc": name, "value": name})
                })
            })
            .collect();
        let segments = serde_json::json!([
            {"name": "things"}, {"name": name}, {"parameter": name}, {"cast": name},
            {"call": {"name": name, "arguments": [{"name": name, "parameter": name, "quoted": true}]}},
            {"mixed": [{"text": name}, {"parameter": name}]}
        ]);
        operations.insert(
            format!("{at}-{name}"),
            serde_json::json!({
                "title": name, "method": "POST", "kind": "action", "doc": name, "area": name, "page": name, "deprecated": name,
                "urls": [{"template": name, "written": name, "segments": segments}],
                "parameters": parameters,
                "body": {"parameters": [{"name": name, "type": {"primitive": "string"}, "doc": name, "evidence": "request"}]},
                "permissions": {"delegatedWork": {"anyOf": [name]}, "delegatedPersonal": "unknown", "application": "notSupported"},
                "responses": [{"status": 204, "body": "none"}],
                "examples": [{"line": 1, "message": {"request": {"method": "POST", "url": name}}, "json": {*name: name}}]
            }),
        );
    }
    let json = serde_json::json!({"format": 1, "types": {}, "operations": operations, "pages": {}});
    let model: Model = serde_json::from_value(json).unwrap();
    let files = print::print(&lower(&model));
    let rust = files
        .0
        .iter()
        .filter(|(path, _)| path.as_str().ends_with(".rs"));
    for (path, text) in rust {
        let tokens: proc_macro2::TokenStream = text
            .parse()
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        syn::parse2::<syn::File>(tokens.clone()).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(!names(tokens).contains("evil"), "{path}");
        for line in text.lines() {
            assert!(!line.contains(['\u{202e}', '\r']), "{path}: {line}");
        }
    }
}

/// Every identifier, at any depth.
fn names(tokens: proc_macro2::TokenStream) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for token in tokens {
        match token {
            proc_macro2::TokenTree::Ident(ident) => drop(found.insert(ident.to_string())),
            proc_macro2::TokenTree::Group(group) => found.extend(names(group.stream())),
            proc_macro2::TokenTree::Punct(_) | proc_macro2::TokenTree::Literal(_) => {}
        }
    }
    found
}
