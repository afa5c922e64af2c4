using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;

namespace Batch.Simulation.Tests.Model;

/// <summary>The loops of a coordinator beside its sweeper: opening items, hints, closing what is cancelled, publication, the end of jobs.</summary>
internal sealed class Chores(Coordinator coordinator, Decisions decisions)
{
    private const int SmallestWindow = 16;
    private static readonly TimeSpan Resend = TimeSpan.FromSeconds(30);

    private MemoryStore Store => coordinator.Store;

    /// <summary>Pending items of jobs that run enter their first stage, a few at a time.</summary>
    public void OpenItems()
    {
        foreach (var job in Jobs(j => j.State is JobState.Queued || (j.Runs && Store.Items.Rows.Exists(i => i.Value.JobId == j.Id && i.Value.State is ItemState.Pending))))
        {
            coordinator.Transact(tx => Open(tx, job.Id), _ => { });
        }
    }

    public void Dispatch(Action<ChunkId> hint)
    {
        if (Jobs(j => j.Runs).Count > 0 && Due(Store.Chunks.Rows.Select(r => r.Value), Store.Now).Any())
        {
            coordinator.Transact(FillWindow, chunks => chunks.ForEach(hint));
        }
    }

    public void CloseCancelled()
    {
        foreach (var job in Jobs(j => j.State is JobState.Cancelling))
        {
            coordinator.Transact(tx => Close(tx, job.Id), _ => { });
        }
    }

    /// <summary>The outputs are at their places: publication itself is not played.</summary>
    public void Publish()
    {
        foreach (var item in Store.IsDown ? [] : Store.Items.Rows.ConvertAll(r => r.Value).FindAll(i => i.State is ItemState.Publishing))
        {
            coordinator.Transact(
                tx =>
                {
                    if (tx.ForUpdate(Store.Items, item.Id) is { State: ItemState.Publishing } mine)
                    {
                        mine.Published();
                    }

                    return true;
                },
                _ => { });
        }
    }

    public void FinishJobs()
    {
        foreach (var job in Jobs(j => !j.HasEnded && j.State is not (JobState.Paused or JobState.Queued)))
        {
            // Between the two the manifest is written; a retry may come in between.
            coordinator.Transact(tx => Begin(tx, job.Id), state =>
            {
                if (state is not null)
                {
                    coordinator.Transact(tx => End(tx, job.Id), _ => { });
                }
            });
        }
    }

    private List<Job> Jobs(Predicate<Job> which) => Store.IsDown ? [] : Store.Jobs.Rows.ConvertAll(r => r.Value).FindAll(which);

    private static bool Open(Transaction tx, JobId id)
    {
        var job = tx.ForUpdate(tx.Store.Jobs, id)!;
        job.Start();
        if (!job.Runs)
        {
            return false;
        }

        job.CompleteEnumeration();
        foreach (var item in tx.ForUpdate(tx.Store.Items, i => i.JobId == id && i.State is ItemState.Pending).Take(2))
        {
            AttemptEnds.Open(tx, job, item);
        }

        return true;
    }

    private IEnumerable<Chunk> Due(IEnumerable<Chunk> chunks, DateTimeOffset now) =>
        chunks.Where(c => c.IsDue(now) && !(c.DispatchedUntil > now) && Store.Jobs.Find(c.Spec.JobId)!.Value.Runs);

    private List<ChunkId> FillWindow(Transaction tx)
    {
        var slots = tx.All(Store.Sessions).Where(s => s.State is SessionState.Live).Sum(s => s.Slots);
        var hinted = tx.All(Store.Chunks).Count(c => c.State is ChunkState.Ready && c.DispatchedUntil > tx.Now);
        var room = Math.Max(0, Math.Max(SmallestWindow, 2 * slots) - hinted);
        var picked = Due(tx.All(Store.Chunks), tx.Now).OrderByDescending(c => c.Spec.Weight).Take(room).Select(c => c.Id).ToList();
        picked.ForEach(id => tx.ForUpdate(Store.Chunks, id)!.Dispatch(tx.Now + Resend));
        return picked;
    }

    private bool Close(Transaction tx, JobId id)
    {
        if (Store.Jobs.Find(id)!.Value.State is not JobState.Cancelling)
        {
            return false;
        }

        tx.ForUpdate(Store.Chunks, c => c.Spec.JobId == id && (c.State is ChunkState.Ready or ChunkState.Held)).ForEach(c => c.Cancel());
        tx.ForUpdate(Store.Items, i => i.JobId == id && i.State is ItemState.Pending).ForEach(i => i.Cancel());
        var open = tx.All(Store.Chunks).Where(c => c.Spec.JobId == id && !c.HasEnded).Select(c => c.Spec.ItemId).ToHashSet();
        tx.ForUpdate(Store.Items, i => i.JobId == id && i.State is ItemState.Open && !open.Contains(i.Id)).ForEach(i => i.Cancel());
        return true;
    }

    private JobState? Begin(Transaction tx, JobId id)
    {
        var (job, state) = Decide(tx, id);
        if (state is not null && job.Runs)
        {
            job.BeginFinish();
        }

        return state;
    }

    private bool End(Transaction tx, JobId id)
    {
        var (job, state) = Decide(tx, id);
        if (state is not { } final || job.Runs)
        {
            return false;
        }

        job.End(final, tx.Now);
        return true;
    }

    private (Job Job, JobState? State) Decide(Transaction tx, JobId id)
    {
        var job = tx.ForUpdate(Store.Jobs, id)!;
        var items = tx.All(Store.Items).Where(i => i.JobId == id).ToList();
        return (job, job.HasEnded ? null : decisions.MayEnd(
            job,
            items.Count(i => !i.HasEnded),
            tx.All(Store.Attempts).Count(a => a.JobId == id && a.State is AttemptState.Running),
            items.Count(i => i.State is ItemState.Failed or ItemState.Partial)));
    }
}
