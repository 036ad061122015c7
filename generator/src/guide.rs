//! The guide: for those who write pages, for those who call the API, and for those who change docwright. Text only.

#[doc = include_str!("guide/authors.md")]
pub mod authors {}

#[doc = include_str!("guide/users.md")]
pub mod users {}

#[cfg(feature = "internal")]
#[doc = include_str!("guide/contributors.md")]
pub mod contributors {}
