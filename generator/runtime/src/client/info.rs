//! What is fixed about an operation: data that generated code spells out as constants.

/// What the documentation says of one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    /// Its name: that of its page, `user-list-messages`.
    pub id: &'static str,
    /// The method of the request.
    pub method: Method,
    /// All documented URL templates, relative to the service root: `/users/{id}/messages`.
    pub urls: &'static [&'static str],
    /// The page: `api/user-list-messages.md`.
    pub page: &'static str,
    /// The permissions that a caller needs, if they are documented.
    pub permissions: Option<Permissions>,
    /// Why it should not be used any more.
    pub deprecated: Option<&'static str>,
    /// The statuses of success.
    pub statuses: &'static [u16],
}

impl Info {
    /// An operation that no page describes.
    pub const fn undocumented(method: Method) -> Self {
        Self {
            id: "",
            method,
            urls: &[],
            page: "",
            permissions: None,
            deprecated: None,
            statuses: &[],
        }
    }
}

/// The permissions of one operation, by kind of caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permissions {
    /// On behalf of a user with a work or school account.
    pub delegated_work: PermissionSet,
    /// On behalf of a user with a personal account.
    pub delegated_personal: PermissionSet,
    /// As an application, without a user.
    pub application: PermissionSet,
}

/// The permissions for one kind of caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PermissionSet {
    /// The page does not say.
    Unknown,
    /// This kind of caller cannot use the operation.
    NotSupported,
    /// Any one of these is enough; the least privileged comes first.
    AnyOf(&'static [&'static str]),
}

/// A request's method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
}

impl Method {
    /// The name as on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
        }
    }

    /// Whether doing it twice has the effect of doing it once (RFC 9110 section 9.2.2).
    pub const fn is_idempotent(self) -> bool {
        match self {
            Self::Get | Self::Head | Self::Put | Self::Delete | Self::Options => true,
            Self::Post | Self::Patch => false,
        }
    }
}

impl std::fmt::Display for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Head => Self::HEAD,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
            Method::Delete => Self::DELETE,
            Method::Options => Self::OPTIONS,
        }
    }
}
