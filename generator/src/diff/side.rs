//! One of the two states that are compared: the model, the plan of its crate, and the positions in the pages.

use crate::builder::Input;
use crate::explain::Locations;
use crate::model::ApiItem;
use crate::model::{Model, PagePath};
use crate::plan::{self, Layout, Plan, PlanConfig};
use crate::source::Sources;
use crate::source::position::{Position, Positions};

use super::change::Site;

/// A state of an API.
#[derive(Debug)]
pub struct Side {
    /// The name in output: `docs`, `HEAD~1:docs`.
    pub name: String,
    /// The API.
    pub model: Model,
    /// The plan of its crate.
    pub plan: Plan,
    /// The text of `names.lock`, if there is one: the released names in Rust.
    pub lock: Option<String>,
    /// The prefix of page paths: `docs/`.
    prefix: String,
    places: Locations,
    sources: Sources,
}

impl Side {
    /// The state that pages document; `folder` is the name of their folder.
    pub fn from_input(folder: &str, input: Input) -> Self {
        let (model, places) = input.model_with_locations();
        let prefix = match folder.trim_end_matches('/') {
            "" | "." => String::new(),
            // The root of a revision: `HEAD:api/user-get.md`.
            root if root.ends_with(':') => root.to_owned(),
            folder => format!("{folder}/"),
        };
        let plan = plan::lower(&model, &input.plan_config());
        Self {
            plan,
            places,
            prefix,
            sources: input.docs.sources,
            ..Self::empty(folder, model)
        }
    }

    /// The state of a model, such as an `api.json`, which has neither lines nor a configuration.
    pub fn from_model(name: &str, model: Model, config: &PlanConfig) -> Self {
        let config = PlanConfig {
            layout: Layout::Crate,
            ..config.clone()
        };
        let plan = plan::lower(&model, &config);
        Self {
            plan,
            ..Self::empty(name, model)
        }
    }

    fn empty(name: &str, model: Model) -> Self {
        let runtime = plan::Runtime::Version(String::new());
        Self {
            name: name.to_owned(),
            plan: plan::lower(&Model::default(), &PlanConfig::named("api", runtime)),
            model,
            lock: None,
            prefix: String::new(),
            places: Locations::default(),
            sources: Sources::default(),
        }
    }

    /// Finds positions on this side.
    pub(super) fn sites(&self) -> Sites<'_> {
        Sites {
            side: self,
            positions: Positions::new(&self.sources),
        }
    }

    /// The page that describes an item.
    fn page(&self, thing: &ApiItem) -> Option<&PagePath> {
        match thing {
            ApiItem::Type(name) | ApiItem::Property(name, _) | ApiItem::Member(name, _) => {
                self.model.types.get(name)?.pages.first()
            }
            ApiItem::Operation(id)
            | ApiItem::Url(id, _)
            | ApiItem::Parameter(id, _)
            | ApiItem::Body(id)
            | ApiItem::Response(id)
            | ApiItem::Permissions(id) => Some(&self.model.operations.get(id)?.page),
            ApiItem::Area(_) | ApiItem::Api => None,
        }
    }
}

/// Finds the positions of items.
pub(super) struct Sites<'s> {
    side: &'s Side,
    positions: Positions<'s>,
}

impl Sites<'_> {
    /// The position of an item, or of its parent, or else of its page.
    pub(super) fn find(&mut self, thing: &ApiItem) -> Option<Site> {
        let side = self.side;
        let mut next = Some(thing.clone());
        while let Some(thing) = next {
            if let Some(span) = side.places.get(&thing) {
                let Position { line, column, .. } = self.positions.of(span.page, span.start);
                let page = &side.sources.get(span.page).path;
                return Some(Site {
                    file: format!("{}{page}", side.prefix),
                    position: Some((line, column)),
                });
            }
            next = parent(&thing);
        }
        let page = side.page(thing)?;
        Some(Site {
            file: format!("{}{}", side.prefix, page.0),
            // Without sources there are no lines.
            position: (!side.sources.is_empty()).then_some((1, 1)),
        })
    }
}

/// The item that another one is a part of.
fn parent(thing: &ApiItem) -> Option<ApiItem> {
    match thing {
        ApiItem::Property(owner, _) | ApiItem::Member(owner, _) => {
            Some(ApiItem::Type(owner.clone()))
        }
        ApiItem::Url(id, _)
        | ApiItem::Parameter(id, _)
        | ApiItem::Body(id)
        | ApiItem::Response(id)
        | ApiItem::Permissions(id) => Some(ApiItem::Operation(id.clone())),
        ApiItem::Type(_) | ApiItem::Operation(_) | ApiItem::Area(_) | ApiItem::Api => None,
    }
}
