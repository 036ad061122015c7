//! The macros that generated code calls, one per kind of type. Their expansions are short calls into the runtime.

/// Implements [`Record`](crate::Record) and its companions for a struct.
///
/// `record! { Type "api.name", derived = true, secrets = [indices], index field "wireName", … }`. Indices count from 0 without gaps; a row that
/// depends on a cargo feature carries its `#[cfg]` and keeps its index. The struct has a field `additional: Additional` and
/// derives `Clone` and `Default`.
#[macro_export]
macro_rules! record {
    ($type:ident $api:literal, derived = $derived:literal, secrets = [$($secret:literal),*]
        $(, $(#[$cfg:meta])* $index:literal $field:ident $wire:literal)* $(,)?) => {
        impl $crate::Record for $type {
            fn parts(&self) -> (&'static $crate::Shape, &$crate::Additional) {
                static SHAPE: $crate::Shape = $crate::Shape {
                    rust_name: stringify!($type),
                    tag: concat!("#", $api),
                    derived: $derived,
                    secrets: &[$($secret),*],
                    names: $crate::private::Names::new(&[$($wire),*]),
                };
                (&SHAPE, &self.additional)
            }
            #[allow(unreachable_code, reason = "a type may have no fields")]
            fn slot(&self, index: usize) -> ::core::option::Option<&dyn $crate::record::Slot> {
                ::core::option::Option::Some(match index {
                    $($(#[$cfg])* $index => &self.$field,)*
                    _ => return ::core::option::Option::None,
                })
            }
            #[allow(unreachable_code, reason = "a type may have no fields")]
            fn slot_mut(&mut self, index: usize) -> ::core::option::Option<&mut dyn $crate::record::Slot> {
                ::core::option::Option::Some(match index {
                    $($(#[$cfg])* $index => &mut self.$field,)*
                    _ => return ::core::option::Option::None,
                })
            }
            fn additional_mut(&mut self) -> &mut $crate::Additional {
                &mut self.additional
            }
        }
        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::private::debug_record(self, f)
            }
        }
        impl ::core::cmp::PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                $crate::private::same_records(self, other)
            }
        }
        impl $crate::serde::Serialize for $type {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::private::serialize_record(self, serializer)
            }
        }
        impl<'de> $crate::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::private::deserialize_record(deserializer)
            }
        }
    };
}

/// Implements an open enum: `open_enum! { Type, index Variant "wireName", … }`.
///
/// The enum is `#[non_exhaustive]`, derives `Clone`, and ends in `Unknown(UnknownValue)`.
#[macro_export]
macro_rules! open_enum {
    ($type:ident $(, $index:literal $variant:ident $wire:literal)* $(,)?) => {
        impl $crate::choice::Choice for $type {
            fn names() -> &'static $crate::private::Names {
                static NAMES: $crate::private::Names = $crate::private::Names::new(&[$($wire),*]);
                &NAMES
            }
            fn from_index(index: usize, text: &str) -> Self {
                match index {
                    $($index => Self::$variant,)*
                    _ => Self::Unknown($crate::UnknownValue::new(text)),
                }
            }
            fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(text) => text.as_str(),
                }
            }
        }
        impl $type {
            /// The name as on the wire.
            pub fn as_str(&self) -> &str {
                $crate::choice::Choice::as_str(self)
            }
        }
        impl ::core::convert::From<&str> for $type {
            fn from(text: &str) -> Self {
                $crate::choice::Choice::from_text(text)
            }
        }
        $crate::argument_impl! { $type }
        impl $crate::private::FromStr for $type {
            type Err = ::core::convert::Infallible;
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok($crate::choice::Choice::from_text(text))
            }
        }
        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl ::core::cmp::PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }
        impl ::core::cmp::Eq for $type {}
        impl ::core::hash::Hash for $type {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }
        impl $crate::wire::Wire for $type {
            fn take(
                token: $crate::wire::Token<'_>,
                forms: &mut $crate::wire::OriginalForms,
            ) -> ::core::result::Result<$crate::wire::Taken<Self>, $crate::Error> {
                $crate::private::read_choice(token, forms)
            }
            fn view(&self) -> $crate::wire::View<'_> {
                $crate::private::view_choice(self)
            }
        }
        $crate::value_impls!($type);
    };
}

/// Implements an enum over the documented types derived from a base type.
///
/// `any! { Enum "api.name of the base", index ancestor Variant(Type) "api.name", … }`: row 0 is the base itself; `ancestor` is the index of the nearest documented
/// ancestor that is also a row. A row that depends on a cargo feature carries its `#[cfg]` and keeps its index; without the
/// feature its values are read as the ancestor, and keep their tag.
#[macro_export]
macro_rules! any {
    ($type:ident $(, $(#[$cfg:meta])* $index:literal $ancestor:literal $variant:ident($record:ty) $api:literal)* $(,)?) => {
        impl $crate::poly::Poly for $type {
            fn names() -> &'static $crate::private::Names {
                static NAMES: $crate::private::Names = $crate::private::Names::new(&[$($api),*]);
                &NAMES
            }
            fn ancestors() -> &'static [usize] {
                &[$($ancestor),*]
            }
            fn start(index: usize) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match index {
                    $($(#[$cfg])* $index => Self::$variant(::std::boxed::Box::default()),)*
                    _ => return ::core::option::Option::None,
                })
            }
            fn as_record(&self) -> &dyn $crate::Record {
                match self {
                    $($(#[$cfg])* Self::$variant(record) => &**record,)*
                }
            }
            fn as_record_mut(&mut self) -> &mut dyn $crate::Record {
                match self {
                    $($(#[$cfg])* Self::$variant(record) => &mut **record,)*
                }
            }
            fn into_record(self) -> ::std::boxed::Box<dyn $crate::Record> {
                match self {
                    $($(#[$cfg])* Self::$variant(record) => record,)*
                }
            }
        }
        $(
            $(#[$cfg])*
            impl ::core::convert::From<$record> for $type {
                fn from(record: $record) -> Self {
                    Self::$variant(::std::boxed::Box::new(record))
                }
            }
        )*
        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::private::debug_record($crate::poly::Poly::as_record(self), f)
            }
        }
        impl ::core::cmp::PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                $crate::private::same_records($crate::poly::Poly::as_record(self), $crate::poly::Poly::as_record(other))
            }
        }
        impl $crate::wire::Wire for $type {
            fn take(
                token: $crate::wire::Token<'_>,
                _: &mut $crate::wire::OriginalForms,
            ) -> ::core::result::Result<$crate::wire::Taken<Self>, $crate::Error> {
                $crate::poly::take(token)
            }
            fn view(&self) -> $crate::wire::View<'_> {
                $crate::wire::View::Record($crate::poly::Poly::as_record(self))
            }
        }
        $crate::target_impl! { $type $(, $record)* }
        $crate::value_impls!($type);
    };
}

/// Makes a module with a constant for each property of an object type: `properties! { module: Type, "wireName" NAME: Value, … }`.
///
/// The types are resolved in the surrounding module, which imports `models` and `rt`.
#[cfg(feature = "client")]
#[macro_export]
macro_rules! properties {
    ($(#[$about:meta])* $module:ident: $type:ty
        $(, $(#[$meta:meta])* $wire:literal $name:ident: $value:ty)* $(,)?) => {
        $(#[$about])*
        pub mod $module {
            #[allow(unused_imports, reason = "not every table needs both")]
            use super::{models, rt};
            $(
                #[doc = concat!("`", $wire, "`.")]
                $(#[$meta])*
                pub const $name: $crate::odata::Property<$type, $value> = $crate::odata::Property::new($wire);
            )*
        }
    };
}

/// What a type that implements [`wire::Wire`] needs in addition.
#[doc(hidden)]
#[macro_export]
macro_rules! value_impls {
    ($type:ty) => {
        impl $crate::wire::Element for $type {
            fn push(
                list: &mut ::std::vec::Vec<Self>,
                token: $crate::wire::Token<'_>,
                forms: &mut $crate::wire::OriginalForms,
            ) -> ::core::result::Result<
                ::core::option::Option<$crate::serde_json::Value>,
                $crate::Error,
            > {
                $crate::wire::push_wire(list, token, forms)
            }
            fn view_element(&self) -> $crate::wire::View<'_> {
                $crate::wire::Wire::view(self)
            }
        }
        impl $crate::serde::Serialize for $type {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::private::serialize_view($crate::wire::Wire::view(self), serializer)
            }
        }
        impl<'de> $crate::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::private::deserialize_value(deserializer)
            }
        }
    };
}

/// Implements `Argument` for an enum, so that it can be part of a URL or a header; empty without the feature `client`.
#[cfg(feature = "client")]
#[doc(hidden)]
#[macro_export]
macro_rules! argument_impl {
    ($type:ident) => {
        impl $crate::client::Argument for $type {
            fn write(
                &self,
                out: &mut $crate::private::String,
            ) -> ::core::result::Result<(), $crate::client::Fault> {
                out.push_str(self.as_str());
                ::core::result::Result::Ok(())
            }
        }
    };
}

/// Implements `Argument` for an enum, so that it can be part of a URL or a header; empty without the feature `client`.
#[cfg(not(feature = "client"))]
#[doc(hidden)]
#[macro_export]
macro_rules! argument_impl {
    ($type:ident) => {};
}

/// Implements `Target` for an enum over derived types, so that queries can name the properties of the base type; empty without the
/// feature `client`.
#[cfg(feature = "client")]
#[doc(hidden)]
#[macro_export]
macro_rules! target_impl {
    ($type:ident, $base:ty $(, $derived:ty)*) => {
        impl $crate::odata::Target for $type {
            type Object = $base;
            fn record(&self) -> ::core::option::Option<&dyn $crate::Record> {
                ::core::option::Option::Some($crate::poly::Poly::as_record(self))
            }
        }
    };
}

/// Implements `Target` for an enum over derived types, so that queries can name the properties of the base type; empty without the
/// feature `client`.
#[cfg(not(feature = "client"))]
#[doc(hidden)]
#[macro_export]
macro_rules! target_impl {
    ($($tokens:tt)*) => {};
}
