//! The program against a service that is only played.

use tram_api::Client;
use tram_api::runtime::client::testing::{Answer, Recorder};

#[test]
fn the_board() {
    let service = Recorder::new();
    service.answer(Answer::json(
        200,
        r#"{"value": [
            {"line": "4", "towards": "Harbour", "minutes": 0},
            {"line": "12", "towards": "Zoo", "minutes": 3},
            {"line": "12", "towards": "Depot", "minutes": "soon"}
        ]}"#,
    ));
    let trams = Client::builder()
        .transport(service.clone())
        .build()
        .unwrap();
    let board = futures_executor::block_on(tram_board::board(&trams, "main st")).unwrap();
    assert_eq!(board, ["4 Harbour: now", "12 Zoo: 3 min", "12 Depot"]);
    assert_eq!(
        service.requests()[0].url,
        "https://trams.example/v1/stops/main%20st/departures"
    );
}
