//! The cargo features of a crate: one for each area, one for each area that was split, and those that are ours.
//! Knows names only.

use super::areas::Areas;
use super::{Feature, FeatureName, PlanConfig};

/// What client stubs need of the runtime: each feature switches on the runtime's of the same name, and these of the crate.
const CLIENT: [(&str, &[&str]); 2] = [("client", &[]), ("reqwest", &["client"])];

/// The features. Ours come first.
pub(super) fn features(areas: &Areas, config: &PlanConfig, has_client: bool) -> Vec<Feature> {
    let mut features = vec![
        plain("default", default(areas, config, has_client)),
        plain("full", areas.names[1..].to_vec()),
        plain("registry", Vec::new()),
    ];
    if has_client {
        features.extend(CLIENT.iter().map(|(name, enables)| Feature {
            runtime: Some((*name).to_owned()),
            ..plain(
                name,
                enables.iter().map(|name| (*name).to_owned()).collect(),
            )
        }));
    }
    let mut of_areas: Vec<Feature> = areas.names[1..]
        .iter()
        .map(|area| plain(area, Vec::new()))
        .collect();
    let umbrellas = areas.umbrellas.iter();
    of_areas.extend(umbrellas.map(|(umbrella, parts)| plain(umbrella, parts.clone())));
    of_areas.sort_by(|a, b| a.name.cmp(&b.name));
    features.extend(of_areas);
    features
}

/// What is on by default: what the configuration names, and the transport.
fn default(areas: &Areas, config: &PlanConfig, has_client: bool) -> Vec<String> {
    let wanted = config.default_features.iter();
    let mut default: Vec<String> = wanted
        .filter(|name| areas.is_feature(name))
        .cloned()
        .collect();
    if has_client {
        default.push("reqwest".to_owned());
    }
    default
}

fn plain(name: &str, enables: Vec<String>) -> Feature {
    Feature {
        name: FeatureName(name.to_owned()),
        enables: enables.into_iter().map(FeatureName).collect(),
        runtime: None,
    }
}
