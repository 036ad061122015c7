//! The board at a tram stop.

use tram_api::models::Departure;
use tram_api::prelude::*;

/// The next departures from a stop, a line each.
///
/// # Errors
/// When the service cannot be asked, or does not know the stop.
pub async fn board(trams: &Client, stop: &str) -> tram_api::Result<Vec<String>> {
    let departures = trams.stops().id(stop).departures().list().await?;
    Ok(departures.items.iter().map(line).collect())
}

fn line(departure: &Departure) -> String {
    let line = departure.line.as_deref().unwrap_or("?");
    let towards = departure.towards.as_deref().unwrap_or("?");
    match departure.minutes.as_ref() {
        Some(0) => format!("{line} {towards}: now"),
        Some(minutes) => format!("{line} {towards}: {minutes} min"),
        None => format!("{line} {towards}"),
    }
}
