using Batch.Core.Ids;

namespace Batch.Coordinator.Storage;

/// <summary>
/// A row that a command is going to decide on, where it is known before the transaction opens. Those of a whole group are locked
/// first, in one order everywhere (sessions, attempts, chunks, items, jobs; each by id), so that groups of several coordinators
/// wait for each other and never in a circle.
/// </summary>
public readonly record struct LockedRow
{
    private LockedRow(LockedTable table, string id)
    {
        Table = table;
        Id = id;
    }

    internal LockedTable Table { get; }

    internal string Id { get; }

    public static LockedRow Of(SessionId session) => new(LockedTable.Sessions, session.Value);

    public static LockedRow Of(AttemptId attempt) => new(LockedTable.Attempts, attempt.Value);

    public static LockedRow Of(ChunkId chunk) => new(LockedTable.Chunks, chunk.Value);

    public static LockedRow Of(ItemId item) => new(LockedTable.Items, item.Value);

    /// <summary>Shared: claims and commits only see to it that the job does not change.</summary>
    public static LockedRow Of(JobId job) => new(LockedTable.Jobs, job.Value);

    internal static string NameOf(LockedTable table) => table switch
    {
        LockedTable.Sessions => "sessions",
        LockedTable.Attempts => "attempts",
        LockedTable.Chunks => "chunks",
        LockedTable.Items => "items",
        _ => "jobs",
    };

    internal static string ModeOf(LockedTable table) => table is LockedTable.Jobs ? "FOR SHARE" : "FOR UPDATE";
}

/// <summary>In the order in which they are locked.</summary>
internal enum LockedTable
{
    Sessions,
    Attempts,
    Chunks,
    Items,
    Jobs,
}
