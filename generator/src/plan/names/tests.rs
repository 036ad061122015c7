//! The namer, by tables of names.

use super::*;

fn pascal(wire: &str) -> String {
    Scope::default().name(wire, Case::Pascal).written()
}

fn snake(wire: &str) -> String {
    Scope::default().name(wire, Case::Snake).written()
}

#[test]
fn keywords_are_sorted() {
    assert!(KEYWORDS.is_sorted());
}

#[test]
fn casing() {
    for (wire, type_name, field_name) in [
        ("user", "User", "user"),
        (
            "internetMessageId",
            "InternetMessageId",
            "internet_message_id",
        ),
        ("IPv6Range", "Ipv6Range", "ipv6_range"),
        ("iPv4CidrRange", "Ipv4CidrRange", "ipv4_cidr_range"),
        (
            "oAuth2PermissionGrant",
            "Oauth2PermissionGrant",
            "oauth2_permission_grant",
        ),
        ("eTag", "Etag", "etag"),
        ("managedEBooks", "ManagedEbooks", "managed_ebooks"),
        (
            "printOAuthAuthority",
            "PrintOauthAuthority",
            "print_oauth_authority",
        ),
        ("isAGroup", "IsAGroup", "is_a_group"),
        ("IDCode", "IdCode", "id_code"),
        ("deviceIDs", "DeviceIds", "device_ids"),
        ("isSSOEnabled", "IsSsoEnabled", "is_sso_enabled"),
        ("win32LobApp", "Win32LobApp", "win32_lob_app"),
        ("v10_0", "V10_0", "v10_0"),
        ("v100", "V100", "v100"),
        (
            "North America 5x7in",
            "NorthAmerica5x7in",
            "north_america_5x7in",
        ),
        ("5x7", "X5x7", "x5x7"),
        ("+1", "Plus1", "plus_1"),
        ("-1", "Minus1", "minus_1"),
        ("A_B", "AB", "a_b"),
        ("", "Empty", "empty"),
        ("*", "Empty2a", "empty2a"),
        ("größe", "GrUf6UdfE", "gr_uf6_udf_e"),
        ("__proto__", "Proto", "proto"),
        ("X", "X", "x"),
    ] {
        assert_eq!(
            (pascal(wire).as_str(), snake(wire).as_str()),
            (type_name, field_name),
            "{wire}"
        );
    }
}

#[test]
fn keywords_become_raw_or_get_an_underscore() {
    assert_eq!(snake("type"), "r#type");
    assert_eq!(snake("gen"), "r#gen");
    assert_eq!(snake("self"), "self_");
    assert_eq!(snake("crate"), "crate_");
    assert_eq!(pascal("self"), "Self_");
}

#[test]
fn collisions_get_numbers_in_order_of_the_calls() {
    let mut scope = Scope::reserving(&["unknown"]);
    let names: Vec<String> = ["Contract", "contract", "CONTRACT", "unknown", "v1", "V1"]
        .iter()
        .map(|wire| scope.name(wire, Case::Pascal).written())
        .collect();
    assert_eq!(
        names,
        [
            "Contract",
            "Contract2",
            "Contract3",
            "Unknown2",
            "V1",
            "V1_2"
        ]
    );
}

#[test]
fn every_name_is_a_legal_identifier() {
    for wire in [
        "a\0b",
        "*/",
        "#![x]",
        "\u{202e}abc",
        "日本語",
        "a b\nc",
        "'",
        "\"",
        "r#type",
        "..",
        "_",
        "0",
    ] {
        for text in [pascal(wire), snake(wire)] {
            assert!(
                syn::parse_str::<syn::Ident>(&text).is_ok(),
                "{wire:?} became {text}"
            );
            assert!(text.is_ascii(), "{wire:?} became {text}");
        }
    }
}

#[test]
fn file_stems_are_short_unique_and_no_devices() {
    let mut taken = BTreeSet::new();
    let mut stem = |wire: &str| module(wire, &mut taken).text().to_owned();
    for (wire, expected) in [
        ("con", "con_"),
        ("COM1", "com1_"),
        ("lib", "lib_"),
        ("self", "self_"),
        ("Contract", "contract"),
        ("contract", "contract_2"),
        ("type", "type"),
    ] {
        assert_eq!(stem(wire), expected);
    }
    assert_eq!(stem(&"veryLong".repeat(40)).len(), MAX_STEM);
    assert!(!stem("../../etc/passwd").contains(['/', '.', '\\']));
}
