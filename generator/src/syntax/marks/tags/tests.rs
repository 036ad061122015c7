//! Tags in all notations, and what looks like them.

use super::*;

fn show(found: Option<Found<'_>>) -> String {
    let Some(Found { tag, role, end }) = found else {
        return "nothing".to_owned();
    };
    let attributes = tag.attributes.iter().map(|attribute| {
        let name = attribute.name;
        match attribute.value {
            AttributeValue::None => format!(" {name}"),
            AttributeValue::Text(text) => format!(" {name}={text:?}"),
            AttributeValue::Expression(text) => format!(" {name}={{{text}}}"),
        }
    });
    let attributes: String = attributes.collect();
    format!("{role:?} {}{attributes} ..{end}", tag.name)
}

#[test]
fn components() {
    for (text, expected) in [
        (r#"<Call verb="GET">"#, r#"Open Call verb="GET" ..17"#),
        ("</Call >", "Close Call ..8"),
        (
            "<Call\n  verb='GET'\n  beta\n/>",
            r#"Whole Call verb="GET" beta ..28"#,
        ),
        (r#"<Box size={{a: "}"}} {...rest}/>"#, "nothing"),
        (
            "<Box size={{a: 1}} {...rest}/>",
            "Whole Box size={{a: 1}} ={...rest} ..30",
        ),
        (
            r#"<Api.Call path="/a/<id>">"#,
            r#"Open Api.Call path="/a/<id>" ..25"#,
        ),
        ("<UUID>", "Open UUID ..6"),
        ("<Table />", "Whole Table ..9"),
        ("<TABLE>", "nothing"),
        ("<Br/>", "nothing"),
        ("<country>", "nothing"),
        ("<Call", "nothing"),
        (r#"<Call verb="GET"#, "nothing"),
        ("<Call verb=GET>", "nothing"),
        ("<Some-Name>", "nothing"),
        ("</Call verb>", "nothing"),
        ("<É>", "nothing"),
        ("<", "nothing"),
    ] {
        let found = Tags::new(PageId(0), text).component(0, text.len());
        assert_eq!(show(found), expected, "{text}");
    }
}

#[test]
fn shortcodes() {
    for (text, expected) in [
        (r#"{{< ref "a b#c" >}}"#, r#"MayOpen ref ="a b#c" ..19"#),
        ("{{<required>}}", "MayOpen required ..14"),
        ("{{% /hint %}}", "Close hint ..13"),
        ("{{</ hint >}}", "Close hint ..13"),
        (
            r#"{{< a/b x=1 y="2 3" z >}}"#,
            r#"MayOpen a/b x="1" y="2 3" ="z" ..25"#,
        ),
        ("{{< br />}}", "Whole br ..11"),
        ("{{< a %}}", "nothing"),
        ("{{< a {{< b >}}", "nothing"),
        ("{{< >}}", "nothing"),
        ("{{<>}}", "nothing"),
        ("{{</>}}", "nothing"),
        (r#"{{< a "b >}}"#, "nothing"),
        ("{{</* a */>}}", "nothing"),
        ("{{<", "nothing"),
    ] {
        let found = Tags::new(PageId(0), text).shortcode(0, text.len());
        assert_eq!(show(found), expected, "{text}");
    }
}

#[test]
fn directives() {
    for (text, expected) in [
        (":::", "Close  ..3"),
        ("::::", "Close  ..4"),
        (":::note", "Open note ..7"),
        (
            ":::note Mind the step",
            r#"Open note ="Mind the step" ..21"#,
        ),
        (
            ":::note[Mind it]{#x}",
            r##"Open note ="Mind it" ="#x" ..20"##,
        ),
        (r#"::: zone pivot="v1""#, r#"Open zone pivot="v1" ..19"#),
        (":::zone-end", "Close zone ..11"),
        (":::row:::", "MayOpen row ..9"),
        (":::row-end:::", "Close row ..13"),
        (
            r#":::image source="a.png" alt-text="A b":::"#,
            r#"MayOpen image source="a.png" alt-text="A b" ..41"#,
        ),
        ("::note", "nothing"),
        ("::: *", "nothing"),
        (":::é", "nothing"),
    ] {
        let found = Tags::new(PageId(0), text).directive(0, text.len());
        assert_eq!(show(found), expected, "{text}");
    }
}
