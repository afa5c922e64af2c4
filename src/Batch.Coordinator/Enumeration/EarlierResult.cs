using Batch.Coordinator.Storage;
using Batch.Core.Items;
using Batch.Core.Jobs;

namespace Batch.Coordinator.Enumeration;

/// <summary>Finds what was done before: the same content under the same fingerprint, completed, its result on record.</summary>
internal static class EarlierResult
{
    /// <summary>The newest, one of the same name first; null where there is none.</summary>
    public static Item? Find(BatchDbContext db, Job job, Item item, string sha256, string lastStage)
    {
        var (project, fingerprint) = (job.Submission.Project, item.FingerprintIn(job));
        return db.Items
            .Where(i => i.Sha256 == sha256 && i.State == ItemState.Completed && i.Id != item.Id)
            .Where(i => db.Jobs.Any(j => j.Id == i.JobId && j.Submission.Project == project && (i.Fingerprint ?? j.Submission.Fingerprint) == fingerprint))
            .Where(i => db.Objects.Any(o => o.ItemId == i.Id && o.Round == i.Round && o.Stage == lastStage))
            .OrderByDescending(i => i.Source.Name == item.Source.Name)
            .ThenByDescending(i => i.Source.CustomId == item.Source.CustomId)
            .ThenByDescending(i => i.Id)
            .FirstOrDefault();
    }
}
