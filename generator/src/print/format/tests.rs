//! Declarations, held against prettyplease; and tables.

use super::*;
use quote::quote;

/// Holds the text against that of prettyplease.
#[track_caller]
fn check(tokens: TokenStream) {
    let expected = prettyplease::unparse(&syn::parse2(tokens.clone()).unwrap());
    assert_eq!(declarations(tokens, &[]), expected);
}

#[test]
fn declarations_look_as_prettyplease_has_them() {
    check(quote! {
        #[doc = " Text."]
        #[cfg(feature = "x")]
        #[derive(Clone, Default)]
        pub struct A {
            #[doc = " Text: `a`, 1 < 2."]
            #[deprecated]
            pub a: rt::Field<::std::vec::Vec<i64>>,
            pub r#type: Map<String, models::inner::B>,
        }
        #[non_exhaustive]
        pub enum E {
            A,
            B(Box<models::B>),
        }
        pub mod m;
        use docwright_runtime as rt;
    });
}

#[test]
fn long_lines_are_broken_as_prettyplease_does() {
    let name = |n: usize| quote::format_ident!("{}", "a".repeat(n));
    for length in 1..110 {
        let note = format!("a (note){}", "x".repeat(length));
        let (long, short) = (name(length), name(12));
        check(quote! {
            #[deprecated(note = #note)]
            pub struct #long {
                #[cfg(feature = #note)]
                pub #long: rt::Field<bool>,
                #[cfg(all(feature = "client", any(feature = "b, (c)", feature = #note)))]
                pub #long: rt::Field<bool>,
                #[cfg(any(feature = #note, not(feature = "b"), all(feature = #note, feature = #note)))]
                pub #long: rt::Field<bool>,
                pub #short: rt::Field<Vec<models::#long>>,
                pub #long: rt::Field<Box<models::#long>>,
                pub #long: bool,
            }
            pub enum #long {
                #long(Box<models::#long>),
                #long,
            }
            pub mod #long;
        });
    }
}

#[test]
fn tables_have_a_row_on_each_line() {
    let table = quote! {
        rt::record! { A "x.a", derived = true, secrets = [1], 0 id "id", #[cfg(feature = "y")] 1 r#type "type" }
        rt::properties! { #[doc = " Text."] b: models::B, #[doc = " Id."] "id" ID: i64, #[doc = " C."] #[cfg(feature = "y")] "c" C: Vec<rt::Guid> }
        rt::any! { B, 0 0 A(models::A) "x.a", 1 0 C(models::inner::C) "x.c" }
    };
    let expected = "rt::record! {\n    A \"x.a\", derived = true, secrets = [1],\n    0 id \"id\",\n    #[cfg(feature = \"y\")] 1 r#type \"type\"\n}\n\
                    rt::properties! {\n    /// Text.\n    b: models::B,\n    /// Id.\n    \"id\" ID: i64,\n    /// C.\n    #[cfg(feature = \"y\")] \"c\" C: Vec<rt::Guid>\n}\n\
                    rt::any! {\n    B,\n    0 0 A(models::A) \"x.a\",\n    1 0 C(models::inner::C) \"x.c\"\n}\n";
    assert_eq!(declarations(table, &[]), expected);
}
