using Batch.Contracts.Kinds;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Kinds;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;

namespace Batch.Coordinator.Chunks;

/// <summary>Writes the chunks with which an item enters a stage.</summary>
public sealed class StageOpening(JobKinds kinds, Signals signals)
{
    /// <summary>A pending item whose content is known enters its first stage.</summary>
    public void OpenFirst(WriteScope scope, Job job, Item item, string sha256)
    {
        ArgumentNullException.ThrowIfNull(item);
        item.Open(sha256, stage: 0, chunks: 1);
        AddWhole(scope, job, item, 0);
    }

    /// <summary>
    /// A pending item whose content was done before under another name enters the last stage alone, on the earlier result.
    /// </summary>
    public void Render(WriteScope scope, Job job, Item item, string sha256, Item earlier)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(item);
        var last = kinds[job.Submission.Kind].Stages.Count - 1;
        item.Render(sha256, earlier, last);
        AddWhole(scope, job, item, last);
    }

    /// <summary>An open item enters a stage that does not split: one chunk, the whole item.</summary>
    public void OpenWhole(WriteScope scope, Job job, Item item, int stage)
    {
        ArgumentNullException.ThrowIfNull(item);
        item.EnterStage(stage, chunks: 1);
        AddWhole(scope, job, item, stage);
    }

    /// <summary>An open item enters a stage that was planned.</summary>
    public void OpenPlanned(WriteScope scope, Job job, Item item, int stage, IReadOnlyList<PlannedChunk> plan)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(plan);
        item.EnterStage(stage, plan.Count);
        for (var i = 0; i < plan.Count; i++)
        {
            var planned = plan[i];
            Add(scope, job, item, stage, spec => spec with
            {
                Sequence = i,
                RangeStart = planned.Start,
                RangeEnd = planned.End,
                Weight = planned.End - planned.Start,
                Inputs = string.Join('\n', planned.Inputs),
                PayloadJson = planned.Payload.GetRawText(),
            });
        }
    }

    private void AddWhole(WriteScope scope, Job job, Item item, int stage) =>
        Add(scope, job, item, stage, spec => spec);

    private void Add(WriteScope scope, Job job, Item item, int stage, Func<ChunkSpec, ChunkSpec> shape)
    {
        var definition = kinds[job.Submission.Kind].Stages[stage];
        var spec = shape(new ChunkSpec
        {
            JobId = job.Id,
            ItemId = item.Id,
            Project = job.Submission.Project,
            Pool = definition.Pool ?? job.Submission.Pool,
            Stage = definition.Name,
            Round = item.Round,
            Sequence = 0,
            Priority = job.Submission.Priority,
            RangeStart = 0,
            RangeEnd = item.Work,
            Weight = item.Work > 0 ? item.Work : item.Source.DeclaredWork ?? item.Source.Bytes,
            Inputs = "",
            // Later stages use up what the first one wrote: held back, they would keep it for ever.
            RunsAhead = stage == 0 && definition.Outputs.Any(o => o.Scratch),
        });
        var chunk = new Chunk(SortableId.New<ChunkId>(scope.Now), spec, scope.Now);
        scope.Db.Chunks.Add(chunk);
        scope.Count(job.Id, new JobDelta { ChunksOpen = 1 });
        if (!spec.RunsAhead)
        {
            scope.AfterCommit(signals.Dispatch.Raise);
            return;
        }

        chunk.Hold();
        scope.AfterCommit(signals.Ahead.Raise);
    }
}
