//! A language server: what `docwright lint` finds, while somebody types, and what became of the thing under the cursor.
//!
//! Messages come in and go out as the Language Server Protocol has them
//! (<https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/>). One thread talks to the
//! editor; one more for each docs folder keeps its pages read ([`Session`](crate::builder::Session)) and merges them anew when
//! the typing pauses. Texts of the editor lie over the files. Knows no rule of its own: all that it says comes from the
//! stages.

mod actions;
mod answers;
mod capabilities;
mod completion;
mod documents;
mod examples;
mod findings;
mod folders;
mod hover;
mod navigation;
mod notes;
mod project;
mod rust;
mod server;
mod setup;
mod spot;
mod symbols;
mod text;
mod uri;
mod view;
mod wire;
mod worker;
mod world;

pub use server::{Ending, Options, serve};

#[cfg(test)]
mod tests;
