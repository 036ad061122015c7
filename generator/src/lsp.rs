//! A language server: shows the findings of `docwright lint` while a page is edited, and what docwright makes of the symbol under
//! the cursor.
//!
//! It follows the Language Server Protocol
//! (<https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/>). One thread serves the
//! editor; one worker thread for each docs folder keeps the pages in memory ([`Session`](crate::builder::Session)) and merges
//! them again after each pause in typing. The editor's texts take precedence over the files. It has no rules of its own: all
//! results come from the stages.

mod actions;
mod capabilities;
mod completion;
mod diagnostics;
mod docs_state;
mod documents;
mod examples;
mod folders;
mod handlers;
mod hover;
mod navigation;
mod notifications;
mod project;
mod rust_names;
mod server;
mod setup;
mod symbol;
mod symbol_at;
mod symbols;
mod text;
mod uri;
mod view;
mod wire;
mod worker;

pub use server::{Ending, Options, serve};

#[cfg(test)]
mod tests;
