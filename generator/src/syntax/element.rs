//! The types for what pages hold beyond Markdown: components of MDX, shortcodes of Hugo, directives, and their attributes.
//! Structure only: which names exist and what they mean is the dialect's business.

use super::Block;
use crate::source::Span;

/// A component, a shortcode or a directive, with the blocks between its opening and its closing tag.
#[derive(Clone, Debug)]
pub struct Element<'s> {
    /// The opening tag.
    pub tag: ElementTag<'s>,
    /// The blocks between the tags; empty if the element has no closing tag.
    pub children: Vec<Block<'s>>,
}

/// The tag that opens an element, or that is all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementTag<'s> {
    /// How it is written.
    pub notation: Notation,
    /// `Route`, `relref`, `zone`: as written.
    pub name: &'s str,
    /// In the order of the page.
    pub attributes: Vec<Attribute<'s>>,
    /// The whole tag.
    pub span: Span,
}

/// How an element is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notation {
    /// `<Route method="GET">…</Route>`, `<ApiEndpoint path="/x" />`
    ///
    /// The name begins with a capital letter. A tag without a value of an attribute counts only if it closes itself or
    /// has a closing tag; otherwise it is a placeholder such as `<UUID>`, and stays text.
    Component,
    /// `{{< relref "x" >}}`, `{{% hint %}}…{{% /hint %}}`
    Shortcode,
    /// `:::note` … `:::`, `:::zone pivot="x"` … `:::zone-end`, `:::image source="x":::`
    Directive,
}

/// One attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'s> {
    /// As written; empty for a value without a name, such as the argument of a shortcode or the title of a directive.
    pub name: &'s str,
    /// What it is set to.
    pub value: AttributeValue<'s>,
    /// The whole attribute.
    pub span: Span,
}

/// The value of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeValue<'s> {
    /// A name alone, such as `disabled`.
    None,
    /// Text, without its quotes, otherwise as written.
    Text(&'s str),
    /// An expression of JavaScript, without its braces.
    Expression(&'s str),
}

impl<'s> ElementTag<'s> {
    /// The text of the first attribute with this name.
    pub fn get(&self, name: &str) -> Option<&'s str> {
        self.attributes
            .iter()
            .filter(|attribute| attribute.name == name)
            .find_map(|attribute| attribute.value.text())
    }

    /// The texts that have no name, in order.
    pub fn arguments(&self) -> impl Iterator<Item = &'s str> {
        self.attributes
            .iter()
            .filter(|attribute| attribute.name.is_empty())
            .filter_map(|attribute| attribute.value.text())
    }
}

impl<'s> AttributeValue<'s> {
    /// The text, if it is one.
    pub fn text(self) -> Option<&'s str> {
        match self {
            Self::Text(text) => Some(text),
            Self::None | Self::Expression(_) => None,
        }
    }
}
