using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.Ledger;
using Batch.Simulation.Tests.Checking;
using Batch.Simulation.Tests.Coordinators;
using Batch.Simulation.Tests.Time;

namespace Batch.Simulation.Tests.Model;

/// <summary>
/// The database that all coordinators share. A transaction loads at one instant and sets at a later one; what another one
/// set in between makes it run again, as row locks and concurrency tokens do in SQL.
/// </summary>
internal sealed class MemoryStore(VirtualTime time)
{
    public Table<JobId, Job> Jobs { get; } = new();

    public Table<ItemId, Item> Items { get; } = new();

    public Table<ChunkId, Chunk> Chunks { get; } = new();

    public Table<AttemptId, Attempt> Attempts { get; } = new();

    public Table<SessionId, WorkerSession> Sessions { get; } = new();

    public Table<SessionId, SessionAccount> Accounts { get; } = new();

    public Table<PostingId, Posting> Postings { get; } = new();

    public List<ResultRow> Results { get; } = [];

    /// <summary>How the items of a job are split.</summary>
    public Dictionary<JobId, Shape> Shapes { get; } = [];

    /// <summary>Nothing can be read or written.</summary>
    public bool IsDown { get; set; }

    /// <summary>The clock of the database server: the same for everybody.</summary>
    public DateTimeOffset Now => MachineClock.Start + time.Now;

    public Transaction Begin(Decisions decisions) => new(this, decisions, Now);

    public Records Read() => new()
    {
        Jobs = Jobs.Values,
        Items = Items.Values,
        Chunks = Chunks.Values,
        Attempts = Attempts.Values,
        Sessions = Sessions.Values,
        Postings = Postings.Values,
        Results = Results,
    };
}
