//! Splits the request lines of a page into operations: one per method and flavour. Examples go with the lines that they match.

use super::source::Source;
use super::urls::{self, Ending};
use crate::api::{DocBlock, DocInline};
use crate::facts::Fact;
use crate::facts::operation::examples::{ExampleFact, ExampleMessage};
use crate::facts::operation::request_line::RequestLine;
use crate::facts::operation::url::{self, QueryItem, Target};
use crate::merge::index::Index;
use crate::model::operation::{Method, UrlTemplate};
use crate::model::{Doc, OperationId};

/// The request lines that make one operation.
pub(super) struct Group<'p> {
    /// The method.
    pub method: Method,
    /// `$ref`, `$value` and `$count` make operations of their own.
    pub flavour: Flavour,
    /// The URLs, casts resolved; none when the page gives none.
    pub urls: Vec<UrlTemplate>,
    /// The query of each URL.
    pub queries: Vec<&'p [QueryItem]>,
    /// The examples that belong here.
    pub examples: Vec<&'p ExampleFact>,
    suffix: String,
}

/// What sets operations of one method apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Flavour {
    /// Everything else.
    Plain,
    /// `$ref`
    Reference,
    /// `$value`
    Value,
    /// `$count`
    Count,
}

impl Flavour {
    fn new(ending: Ending) -> Self {
        match ending {
            Ending::Reference => Self::Reference,
            Ending::Value => Self::Value,
            Ending::Count => Self::Count,
            Ending::Delta | Ending::Key | Ending::Call | Ending::Operation | Ending::Name => {
                Self::Plain
            }
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Reference => "-ref",
            Self::Value => "-value",
            Self::Count => "-count",
        }
    }
}

impl Group<'_> {
    /// The id: the page's stem, and what sets this operation apart from the page's other ones.
    pub(super) fn id(&self, stem: &str) -> OperationId {
        OperationId(format!("{stem}{}", self.suffix))
    }

    /// What the operation does where the text of the page is about another one: counting what the page lists. `all` are the
    /// operations of the page.
    pub(super) fn doc(&self, all: &[Self]) -> Option<Doc> {
        let is_count = self.flavour == Flavour::Count;
        let url = &self.urls.first().filter(|_| is_count)?.template;
        let (list, _) = url.rsplit_once('/')?;
        let is_list = |url: &UrlTemplate| url.template == list;
        let other = all.iter().find(|group| group.urls.iter().any(is_list))?;
        let request = format!("{} {list}", other.method.as_str());
        Some(Doc::new([DocBlock::Paragraph(vec![
            DocInline::Text("Counts the objects that ".to_owned()),
            DocInline::Code(request),
            DocInline::Text(" returns.".to_owned()),
        ])]))
    }

    /// Whether a URL, or its query, has a parameter of this name.
    pub(super) fn has_parameter(&self, name: &str) -> bool {
        let mut items = self.queries.iter().copied().flatten();
        let in_url = |url: &UrlTemplate| url.template.contains(&format!("{{{name}}}"));
        self.urls.iter().any(in_url) || items.any(|item| item.name.eq_ignore_ascii_case(name))
    }

    /// The ending of the first URL.
    pub(super) fn ending(&self) -> Option<Ending> {
        self.urls.first().map(urls::ending)
    }
}

/// The operations of a page, in page order. A page that names only foreign hosts, or nothing, has none.
pub(super) fn groups<'p>(source: &Source<'p>, index: &Index) -> Vec<Group<'p>> {
    let mut out: Vec<Group<'p>> = Vec::new();
    for request in &source.facts.requests {
        add_request(request, index, &mut out);
    }
    let several_methods = out.iter().any(|group| group.method != out[0].method);
    let mut plain: Vec<Method> = Vec::new();
    for group in &mut out {
        if several_methods {
            group.suffix = format!("-{}", method_word(group.method));
        }
        // The first operation of a method keeps the plain name, whatever its flavour.
        if plain.contains(&group.method) {
            group.suffix.push_str(group.flavour.word());
        }
        plain.push(group.method);
    }
    assign_examples(&source.facts.examples, &mut out);
    out
}

fn add_request<'p>(request: &'p Fact<RequestLine>, index: &Index, out: &mut Vec<Group<'p>>) {
    let line = &request.value;
    let (url, query, flavour) = match &line.target {
        Target::Url(url) if url.foreign_host.is_some() => return,
        Target::Url(url) => {
            let template = urls::with_casts(&url.template, index);
            let flavour = Flavour::new(urls::ending(&template));
            (Some(template), url.query.as_slice(), flavour)
        }
        Target::Unknown { .. } => (None, [].as_slice(), Flavour::Plain),
    };
    let same = |group: &Group<'_>| group.method == line.method && group.flavour == flavour;
    let at = out.iter().position(same).unwrap_or(out.len());
    if at == out.len() {
        out.push(Group {
            method: line.method,
            flavour,
            urls: Vec::new(),
            queries: Vec::new(),
            examples: Vec::new(),
            suffix: String::new(),
        });
    }
    let group = &mut out[at];
    group.queries.push(query);
    if let Some(url) = url
        && !group
            .urls
            .iter()
            .any(|known| known.template == url.template)
    {
        group.urls.push(url);
    }
}

/// Each request goes with the group of its method and flavour, each response with its request, all else with the first group.
fn assign_examples<'p>(examples: &'p [Fact<ExampleFact>], groups: &mut [Group<'p>]) {
    if groups.is_empty() {
        return;
    }
    let mut homes: Vec<usize> = Vec::with_capacity(examples.len());
    for example in examples {
        let home = match &example.value.message {
            ExampleMessage::Request { method, url } => home_of(*method, url, groups),
            ExampleMessage::Response { .. } => example
                .value
                .answers
                .map_or(0, |at| homes.get(at).copied().unwrap_or(0)),
            ExampleMessage::Fragment => homes.last().copied().unwrap_or(0),
        };
        homes.push(home);
        groups[home].examples.push(&example.value);
    }
}

fn home_of(method: Method, url: &str, groups: &[Group<'_>]) -> usize {
    if groups.len() == 1 {
        return 0;
    }
    let flavour = match url::parse(url) {
        Some(Target::Url(url)) => Flavour::new(urls::ending(&url.template)),
        Some(Target::Unknown { .. }) | None => Flavour::Plain,
    };
    groups
        .iter()
        .position(|group| group.method == method && group.flavour == flavour)
        .or_else(|| groups.iter().position(|group| group.method == method))
        .unwrap_or(0)
}

fn method_word(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Head => "head",
        Method::Post => "post",
        Method::Put => "put",
        Method::Patch => "patch",
        Method::Delete => "delete",
        Method::Options => "options",
    }
}
