using Batch.Coordinator.Chunks;
using Batch.Coordinator.Items;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Kinds;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Enumeration;

/// <summary>
/// The second phase of enumeration: pending items are looked at; each is opened, reused, skipped or failed in one commit.
/// </summary>
internal sealed class ItemOpening(Store store, JobKinds kinds, SourceReader reader, StageOpening stages, ItemEnds ends, Signals signals, TimeProvider time)
{
    private const int Page = 512;

    // Looks are short where files are known; their commits then share a group.
    private const int LooksAtOnce = 32;

    // Large files that are not known yet are read whole: after this long no further one is begun before other jobs had theirs.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(2);

    /// <returns>Whether there may be more.</returns>
    public async Task<bool> OpenPageAsync(Job job, CancellationToken cancellationToken)
    {
        var pending = await store.ReadAsync(
            db => db.Items.Where(i => i.JobId == job.Id && i.State == ItemState.Pending).OrderBy(i => i.Id).Take(Page).ToListAsync(cancellationToken),
            cancellationToken);
        var kind = kinds[job.Submission.Kind];
        var (start, left) = (time.GetTimestamp(), 0);
        var options = new ParallelOptions { MaxDegreeOfParallelism = LooksAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(pending, options, async (item, token) =>
        {
            if (time.GetElapsedTime(start) > LongestTurn)
            {
                Interlocked.Increment(ref left);
                return;
            }

            var look = await reader.LookAsync(kind, item.Source, token);
            await store.WriteAsync(
                [LockedRow.Of(item.Id), LockedRow.Of(job.Id)],
                scope => Take(scope, job.Id, item.Id, look),
                token);
        });
        // What is ready may be published once every item was looked at.
        signals.Publication.Raise();
        return left > 0 || pending.Count == Page;
    }

    private void Take(WriteScope scope, JobId jobId, ItemId itemId, SourceLook look)
    {
        var item = scope.Db.Items.ForUpdate().SingleOrDefault(i => i.Id == itemId);
        var job = scope.Db.Jobs.ForShare().SingleOrDefault(j => j.Id == jobId);
        if (job is not { State: JobState.Running or JobState.Waiting } || item is not { State: ItemState.Pending })
        {
            return;
        }

        scope.Count(jobId, new JobDelta { ItemsPending = -1 });
        scope.AfterCommit(() => signals.Jobs.Raise(jobId));
        switch (look)
        {
            case SourceLook.Skip skip:
                item.Skip(skip.Reason);
                ends.Record(scope, item);
                break;
            case SourceLook.Fail fail:
                item.Fail(fail.Failure);
                ends.Record(scope, item);
                break;
            case SourceLook.Content content:
                Remember(scope, item.Source.Path, content);
                item.See(content.Bytes, content.ModifiedTicks, content.ETag);
                Open(scope, job, item, content.Sha256);
                break;
        }
    }

    private void Open(WriteScope scope, Job job, Item item, string sha256)
    {
        var last = kinds[job.Submission.Kind].Stages[^1].Name;
        var earlier = job.Submission.Force ? null : EarlierResult.Find(scope.Db, job, item, sha256, last);
        if (earlier is null)
        {
            stages.OpenFirst(scope, job, item, sha256);
            return;
        }

        scope.Count(job.Id, new JobDelta { ItemsReused = 1 });
        if (item.IsNamedLike(earlier))
        {
            item.Reuse(sha256, earlier);
            scope.AfterCommit(signals.Publication.Raise);
        }
        else
        {
            stages.Render(scope, job, item, sha256, earlier);
        }
    }

    private static void Remember(WriteScope scope, string path, SourceLook.Content content)
    {
        var known = scope.Db.KnownFiles.Find(path) ?? scope.Db.KnownFiles.Add(new KnownFile(path)).Entity;
        known.Update(content.Bytes, content.ModifiedTicks, content.ETag, content.Sha256);
    }
}
