//! The macros that generated stubs call: one per operation, one per place. What they expand to is short: one-liners into the runtime.

/// Makes an operation of a struct around a [`Call`](crate::client::Call).
///
/// ```text
/// operation! {
///     Type -> Reply;                                          // how the answer is read
///     Get "id" "page" ["/url", …] [status, …];
///     work ["Permission", …] personal [none] application [];  // least first; `[none]`: not supported; `[]`: not documented
///     deprecated "why";
///     options Subject select filter …;                        // the type whose properties they name
/// }
/// ```
///
/// The last three lines may be left out.
#[macro_export]
macro_rules! operation {
    (
        $type:ident -> $reply:ty;
        $method:ident $id:literal $page:literal [$($url:literal),*] [$($status:literal),*];
        $(work $work:tt personal $personal:tt application $application:tt;)?
        $(deprecated $note:literal;)?
        $(options $subject:ty: $($option:ident)*;)?
    ) => {
        impl $crate::client::Operation for $type {
            type Reply = $reply;
            const INFO: &'static $crate::client::Info = &$crate::client::Info {
                id: $id,
                method: $crate::client::Method::$method,
                urls: &[$($url),*],
                page: $page,
                permissions: $crate::optional!($($crate::client::Permissions {
                    delegated_work: $crate::permission_set!($work),
                    delegated_personal: $crate::permission_set!($personal),
                    application: $crate::permission_set!($application),
                })?),
                deprecated: $crate::optional!($($note)?),
                statuses: &[$($status),*],
            };
            fn from_call(call: $crate::client::Call) -> Self {
                Self(call)
            }
            fn into_call(self) -> $crate::client::Call {
                self.0
            }
            fn as_call(&self) -> &$crate::client::Call {
                &self.0
            }
        }
        impl ::core::future::IntoFuture for $type {
            type Output = $crate::client::Result<<$reply as $crate::client::Reply>::Output>;
            type IntoFuture = $crate::client::BoxFuture<'static, Self::Output>;
            fn into_future(self) -> Self::IntoFuture {
                $crate::client::Operation::send(self)
            }
        }
        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
        $(impl $type { $($crate::query_option! { $option $subject })* })?
    };
}

/// `Some` of what is there.
#[doc(hidden)]
#[macro_export]
macro_rules! optional {
    () => {
        ::core::option::Option::None
    };
    ($value:expr) => {
        ::core::option::Option::Some($value)
    };
}

/// The permissions of one kind of caller.
#[doc(hidden)]
#[macro_export]
macro_rules! permission_set {
    ([]) => {
        $crate::client::PermissionSet::Unknown
    };
    ([none]) => {
        $crate::client::PermissionSet::NotSupported
    };
    ([$($name:literal),+]) => {
        $crate::client::PermissionSet::AnyOf(&[$($name),+])
    };
}

/// One setter of an `OData` system query option.
#[doc(hidden)]
#[macro_export]
macro_rules! query_option {
    (select $subject:ty) => {
        /// Only these properties: `$select`. Takes the place of an earlier choice.
        #[must_use]
        pub fn select(self, properties: impl $crate::odata::Select<$subject>) -> Self {
            Self(self.0.select(&properties))
        }
    };
    (expand $subject:ty) => {
        /// With what these relationships lead to: `$expand`. Takes the place of an earlier choice.
        #[must_use]
        pub fn expand(self, relationships: impl $crate::odata::Expand<$subject>) -> Self {
            Self(self.0.expand(&relationships))
        }
    };
    (filter $subject:ty) => {
        /// Only the items for which this holds: `$filter`. Takes the place of an earlier filter; join filters by `and` or `or`.
        #[must_use]
        pub fn filter(
            self,
            filter: impl ::core::convert::Into<$crate::odata::Filter<$subject>>,
        ) -> Self {
            Self(self.0.filter(filter.into().as_str()))
        }
    };
    (order_by $subject:ty) => {
        /// In this order: `$orderby`. Takes the place of an earlier one.
        #[must_use]
        pub fn order_by(self, properties: impl $crate::odata::OrderBy<$subject>) -> Self {
            Self(self.0.order_by(&properties))
        }
    };
    (search $subject:ty) => {
        /// Only what is found by these words: `$search`, sent as it is; the runtime's `odata::phrase` quotes words.
        #[must_use]
        pub fn search(self, words: impl $crate::client::Argument) -> Self {
            Self(self.0.set_query("$search", &words))
        }
    };
    (top $subject:ty) => {
        /// At most so many items on a page: `$top`.
        #[must_use]
        pub fn top(self, number: u32) -> Self {
            Self(self.0.set_query("$top", &number))
        }
    };
    (skip $subject:ty) => {
        /// Without so many items at the start: `$skip`.
        #[must_use]
        pub fn skip(self, number: u32) -> Self {
            Self(self.0.set_query("$skip", &number))
        }
    };
    (count $subject:ty) => {
        /// With the number of all items: `$count=true`.
        #[must_use]
        pub fn count(self) -> Self {
            Self(self.0.set_query("$count", &true))
        }
    };
    (format $subject:ty) => {
        /// In this media type: `$format`.
        #[must_use]
        pub fn format(self, format: impl $crate::client::Argument) -> Self {
            Self(self.0.set_query("$format", &format))
        }
    };
    (skip_token $subject:ty) => {
        /// From where an earlier page ended: `$skiptoken`.
        #[must_use]
        pub fn skip_token(self, token: impl $crate::client::Argument) -> Self {
            Self(self.0.set_query("$skiptoken", &token))
        }
    };
    (delta_token $subject:ty) => {
        /// What changed since then: `$deltatoken`; with `latest`, what will change from now on.
        #[must_use]
        pub fn delta_token(self, token: impl $crate::client::Argument) -> Self {
            Self(self.0.set_query("$deltatoken", &token))
        }
    };
}

/// Makes a request builder: a struct around the [`Path`](crate::client::Path) of a place.
#[macro_export]
macro_rules! place {
    ($(#[$about:meta])* $type:ident) => {
        $(#[$about])*
        #[must_use = "request builders do nothing until you call an operation and await it"]
        pub struct $type(pub(crate) $crate::client::Path);
        impl ::core::clone::Clone for $type {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }
        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl $crate::client::Place for $type {
            fn into_path(self) -> $crate::client::Path {
                self.0
            }
        }
    };
}

/// Makes a client of a struct around a [`Client`](crate::client::Client).
#[macro_export]
macro_rules! client {
    ($type:ident) => {
        impl ::core::clone::Clone for $type {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }
        impl ::core::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl ::core::convert::From<$crate::client::Client> for $type {
            fn from(client: $crate::client::Client) -> Self {
                Self(client)
            }
        }
        impl ::core::ops::Deref for $type {
            type Target = $crate::client::Client;
            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }
    };
}
