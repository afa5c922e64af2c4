using Batch.Contracts.Workers;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Storage;
using Batch.Core.Attempts;
using Batch.Core.Ids;
using Batch.Core.Leases;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Fleet;

/// <summary>Workers as people see them: who is alive, doing what, since when.</summary>
internal static class WorkerViews
{
    /// <summary>Those that renew their leases.</summary>
    public static IQueryable<WorkerSession> Alive(BatchDbContext db) =>
        db.Sessions.Where(s => s.State == SessionState.Live || s.State == SessionState.Draining);

    public static async Task<IReadOnlyList<WorkerView>> OfAsync(
        BatchDbContext db, IReadOnlyList<WorkerSession> sessions, CancellationToken cancellationToken)
    {
        var ids = sessions.Select(s => s.Id).ToList();
        var running = await (
            from attempt in db.Attempts
            where ids.Contains(attempt.SessionId) && attempt.State == AttemptState.Running
            join chunk in db.Chunks on attempt.ChunkId equals chunk.Id
            join item in db.Items on attempt.ItemId equals item.Id
            select new { Attempt = attempt, Chunk = chunk, item.Source.Name }).ToListAsync(cancellationToken);
        var held = running.ToLookup(
            r => r.Attempt.SessionId,
            r => new WorkerAttempt(
                r.Attempt.Id.Value, r.Attempt.JobId.Value, r.Name, r.Chunk.Spec.Stage, r.Attempt.StartedAt, r.Attempt.WorkDone, r.Chunk.Spec.Work));
        return [.. sessions.Select(session => Of(session, held[session.Id]))];
    }

    private static WorkerView Of(WorkerSession session, IEnumerable<WorkerAttempt> held) => new()
    {
        Id = session.Id.Value,
        Instance = session.Instance,
        Host = session.Host,
        Pool = session.Pool,
        State = StateWords.Of(session.State),
        Slots = session.Slots,
        Devices = session.Devices,
        Since = session.RegisteredAt,
        SeenAt = session.SeenAt,
        Attempts = [.. held.OrderBy(a => a.Id, StringComparer.Ordinal)],
    };
}
