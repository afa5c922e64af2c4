using Batch.Contracts.Kinds;
using Batch.Coordinator.Chunks;
using Batch.Coordinator.Items;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Kinds;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Chunks;

namespace Batch.Coordinator.Attempts;

/// <summary>The commit that ends an item's last chunk of a stage opens what comes next, in its own transaction.</summary>
internal sealed class HandOverToStage(JobKinds kinds, StageOpening opening, ItemEnds itemEnds, Signals signals)
{
    public void Continue(WriteScope scope, SettledAttempt ended, CommittedResult? result)
    {
        var (item, job) = (ended.Item, ended.Job);
        var stages = kinds[job.Submission.Kind].Stages;
        if (result is null && !HasCommittedChunk(scope, ended))
        {
            item.Fail(item.Failure!);
            itemEnds.Record(scope, item);
            return;
        }

        var next = item.Stage + 1;
        if (stages[item.Stage].PlansNextStage && result?.Plan is { } plan)
        {
            item.PlanWork(plan.Work);
            scope.Count(job.Id, new JobDelta { WorkKnown = plan.Work });
            if (plan.Chunks.Count > 0)
            {
                opening.OpenPlanned(scope, job, item, next, plan.Chunks);
                return;
            }

            // Nothing to do for the planned stage, such as a recording of silence: the work is done as it stands.
            scope.Count(job.Id, new JobDelta { WorkDone = plan.Work });
            next++;
        }

        if (next < stages.Count)
        {
            opening.OpenWhole(scope, job, item, next);
            return;
        }

        item.BeginPublishing(result?.FactsJson);
        scope.Count(job.Id, new JobDelta { ScratchBytes = -item.FreeScratch() });
        scope.AfterCommit(() =>
        {
            signals.Publication.Raise();
            signals.Ahead.Raise();
            signals.Collection.Raise();
        });
    }

    private static bool HasCommittedChunk(WriteScope scope, SettledAttempt ended)
    {
        var spec = ended.Chunk.Spec;
        return scope.Db.Chunks.Any(c =>
            c.Spec.ItemId == spec.ItemId
            && c.Spec.Round == spec.Round
            && c.Spec.Stage == spec.Stage
            && c.State == ChunkState.Committed);
    }
}
