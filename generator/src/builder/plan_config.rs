//! From the configuration and the choices of the caller to the choices of the plan. Reads no page.

use super::{Input, settings};
use crate::config::{self, Config};
use crate::plan::{Dates, DocLevel, Layout, PlanConfig, Runtime};

impl Input {
    /// Everything that decides how the model becomes Rust.
    pub fn plan_config(&self) -> PlanConfig {
        let Config {
            package,
            docs,
            dates,
            links,
            areas,
            features,
            manifest,
            ..
        } = &self.config;
        let mut plan = PlanConfig::named(
            package.name.as_ref().unwrap_or(&self.choices.name),
            self.runtime(),
        );
        plan.package.version = package.version.clone().unwrap_or(plan.package.version);
        plan.package.description = package
            .description
            .clone()
            .unwrap_or(plan.package.description);
        plan.package.license.clone_from(&package.license);
        plan.package.repository.clone_from(&package.repository);
        plan.package.in_workspace = self.choices.in_workspace;
        plan.package.manifest.clone_from(manifest);
        plan.layout = self.choices.layout;
        // The program around a module has to switch on the runtime's client.
        plan.client = self.config.client.unwrap_or(plan.layout == Layout::Crate);
        plan.base_url.clone_from(&self.config.api.server);
        plan.docs = match docs {
            config::Docs::Full => DocLevel::Full,
            config::Docs::Summary => DocLevel::Summary,
            config::Docs::None => DocLevel::None,
        };
        plan.dates = match dates {
            config::Dates::Jiff => Dates::Jiff,
            config::Dates::Chrono => Dates::Chrono,
            config::Dates::Time => Dates::Time,
        };
        plan.page_urls.clone_from(links);
        plan.docs_prefix = self.docs_prefix();
        plan.made_by.clone_from(&self.choices.made_by);
        plan.areas = settings::wishes(areas);
        let default = features.default.iter();
        plan.default_features = default.map(|name| name.get_ref().clone()).collect();
        plan.overrides = self.overrides();
        plan
    }

    /// The caller's word counts first, then the configuration's.
    fn runtime(&self) -> Runtime {
        let version = || env!("CARGO_PKG_VERSION").to_owned();
        let config::Runtime {
            path,
            version: wanted,
        } = &self.config.runtime;
        match (&self.choices.runtime, path) {
            (Some(runtime), _) => runtime.clone(),
            (None, Some(path)) => Runtime::Path {
                path: path.clone(),
                version: wanted.clone().unwrap_or_else(version),
            },
            (None, None) => Runtime::Version(wanted.clone().unwrap_or_else(version)),
        }
    }
}
