//! What may cross threads.

use docwright_runtime::client::testing::Recorder;
use docwright_runtime::client::{
    Batch, BatchResults, Change, Client, DeltaPage, Items, Listing, Monitor, Multipart, Page,
    Pages, Ticket, Upload, Uploaded, WorkStatus,
};
use docwright_runtime::odata::{Filter, Nested, Order, Property, PropertyPath};

use crate::sample::{ListPeople, Person};

fn crosses_threads<T: Send + Sync + 'static>() -> usize {
    size_of::<T>()
}

/// Whatever it is about need not cross threads itself.
struct Local(#[expect(dead_code, reason = "only its type matters")] *const u8);

#[test]
fn everything_is_send_and_sync() {
    let all = [
        crosses_threads::<Batch>(),
        crosses_threads::<BatchResults>(),
        crosses_threads::<Change<Person>>(),
        crosses_threads::<DeltaPage<Person>>(),
        crosses_threads::<Filter<Local>>(),
        crosses_threads::<Items<Page<Person>>>(),
        crosses_threads::<Items<DeltaPage<Person>>>(),
        crosses_threads::<Monitor>(),
        crosses_threads::<Multipart>(),
        crosses_threads::<Nested<Local, Local>>(),
        crosses_threads::<Order<Local>>(),
        crosses_threads::<Page<Person>>(),
        crosses_threads::<Pages<Page<Person>>>(),
        crosses_threads::<Property<Local, Local>>(),
        crosses_threads::<PropertyPath<Local, Local>>(),
        crosses_threads::<Ticket<Local>>(),
        crosses_threads::<Upload>(),
        crosses_threads::<Uploaded<Person>>(),
        crosses_threads::<WorkStatus>(),
    ];
    assert!(all.iter().all(|size| *size < 1024), "{all:?}");
}

#[test]
fn futures_are_send() {
    fn check<T: Send>(_: &T) -> bool {
        true
    }
    let client = Client::builder("https://a.example").transport(Recorder::new());
    let client: Client = client.build().unwrap();
    let mut batch = client.batch();
    let ticket = batch.add(ListPeople::at(client.root().name("people")));
    assert!(check(&async move {
        let mut results = batch.send().await;
        let page = results.take(ticket).await?;
        page.next().await
    }));
    let mut upload = client.resume_upload("https://b.example/1");
    assert!(check(&async move {
        upload.send::<Person>(vec![1]).await?;
        upload.cancel().await
    }));
    let mut monitor = client.monitor("/operations/1");
    assert!(check(&monitor.poll()));
    assert!(check(&ListPeople::at(client.root()).stream()));
}
