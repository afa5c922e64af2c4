using Batch.Coordinator.Tests.Ahead;
using Batch.Coordinator.Tests.Costs;
using Batch.Coordinator.Tests.Enumeration;
using Batch.Coordinator.Tests.Finish;
using Batch.Coordinator.Tests.Fixture;
using Batch.Coordinator.Tests.Jobs;
using Batch.Coordinator.Tests.Leases;
using Batch.Coordinator.Tests.Publication;
using Batch.Coordinator.Tests.Web;

namespace Batch.Coordinator.Tests.Storage;

// One suite for both databases: every class here repeats on PostgreSQL what the class that it inherits from shows on SQLite.

[OnPostgres]
public sealed class FinishTestsOnPostgres : FinishTests;

[OnPostgres]
public sealed class SubmitTestsOnPostgres : SubmitTests;

[OnPostgres]
public sealed class EnumerationTestsOnPostgres : EnumerationTests;

[OnPostgres]
public sealed class SourceManifestTestsOnPostgres : SourceManifestTests;

[OnPostgres]
public sealed class LedgerTestsOnPostgres : LedgerTests;

[OnPostgres]
public sealed class ApiTestsOnPostgres : ApiTests;

[OnPostgres]
public sealed class PoolApiTestsOnPostgres : PoolApiTests;

[OnPostgres]
public sealed class AheadLoopTestsOnPostgres : AheadLoopTests;

[OnPostgres]
public sealed class RunAheadAccountTestsOnPostgres : RunAheadAccountTests;

[OnPostgres]
public sealed class HeartbeatTestsOnPostgres : HeartbeatTests;

[OnPostgres]
public sealed class SessionEndTestsOnPostgres : SessionEndTests;

[OnPostgres]
public sealed class LedgerOfManyEventsTestsOnPostgres : LedgerOfManyEventsTests;

[OnPostgres]
public sealed class StartTestsOnPostgres : StartTests;

[OnPostgres]
public sealed class ClaimTestsOnPostgres : ClaimTests;

[OnPostgres]
public sealed class WaitingJobTestsOnPostgres : WaitingJobTests;

[OnPostgres]
public sealed class PublicationTestsOnPostgres : PublicationTests;

[OnPostgres]
public sealed class StoreTestsOnPostgres : StoreTests;

[OnPostgres]
public sealed class DrainTestsOnPostgres : DrainTests;

[OnPostgres]
public sealed class WorkerApiTestsOnPostgres : WorkerApiTests;
