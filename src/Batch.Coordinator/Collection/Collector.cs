using Batch.Coordinator.Objects;
using Batch.Coordinator.Storage;
using Batch.Core.Attempts;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Collection;

/// <summary>Goes through the objects under a prefix and deletes those that nothing needs.</summary>
internal sealed class Collector(Store store, IObjectStore objects)
{
    private const int Page = 500;

    /// <param name="prefix">Where to look.</param>
    /// <param name="abandoned">Unnamed objects of running jobs that are older go too.</param>
    /// <param name="cancellationToken">Stops between two objects.</param>
    public async Task DeleteAsync(string prefix, DateTimeOffset abandoned, CancellationToken cancellationToken)
    {
        var page = new List<ObjectOwner>(Page);
        await foreach (var entry in objects.ListAsync(prefix, cancellationToken))
        {
            if (ObjectOwner.Of(entry) is { } owner)
            {
                page.Add(owner);
            }

            if (page.Count == Page)
            {
                await DeleteAsync(page, abandoned, cancellationToken);
                page.Clear();
            }
        }

        await DeleteAsync(page, abandoned, cancellationToken);
    }

    private async Task DeleteAsync(List<ObjectOwner> page, DateTimeOffset abandoned, CancellationToken cancellationToken)
    {
        if (page.Count == 0)
        {
            return;
        }

        // The listing came first: what it shows was written under an attempt that this look sees, or that has ended.
        var needs = await store.ReadAsync(db => Needs.ReadAsync(db, page, cancellationToken), cancellationToken);
        var dead = page.Where(o => !needs.Keep(o, abandoned)).Select(o => o.Object.Name).ToList();
        foreach (var name in dead)
        {
            await objects.DeleteAsync(name, cancellationToken);
        }

        if (dead.Count > 0)
        {
            // The rows of deleted scratch go after their objects: after a kill in between they are found again by nobody, and
            // harm nothing.
            await store.WriteAsync(
                scope => scope.Db.RemoveRange(scope.Db.Objects.Where(o => dead.Contains(o.ObjectName) && o.Scratch)),
                cancellationToken);
        }
    }

    private sealed record Needs(
        HashSet<string> Named,
        HashSet<ItemId> OpenItems,
        HashSet<ItemId> RunningItems,
        Dictionary<JobId, bool> JobsEnded)
    {
        public static async Task<Needs> ReadAsync(BatchDbContext db, List<ObjectOwner> page, CancellationToken cancellationToken)
        {
            var names = page.Select(o => o.Object.Name).ToList();
            var items = page.Select(o => o.Item).Distinct().ToList();
            var jobs = page.Select(o => o.Job).Distinct().ToList();
            // Attempts before rows: one that commits in between is then seen as running, or its objects as named.
            var running = await db.Attempts
                .Where(a => items.Contains(a.ItemId) && a.State == AttemptState.Running)
                .Select(a => a.ItemId)
                .ToListAsync(cancellationToken);
            var open = await db.Items
                .Where(i => items.Contains(i.Id) && (i.State == ItemState.Pending || i.State == ItemState.Open))
                .Select(i => i.Id)
                .ToListAsync(cancellationToken);
            var named = await db.Objects.Where(o => names.Contains(o.ObjectName)).Select(o => o.ObjectName).ToListAsync(cancellationToken);
            var states = await db.Jobs.Where(j => jobs.Contains(j.Id)).Select(j => new { j.Id, j.State }).ToListAsync(cancellationToken);
            return new Needs([.. named], [.. open], [.. running], states.ToDictionary(j => j.Id, j => JobTransitions.HasEnded(j.State)));
        }

        public bool Keep(ObjectOwner owner, DateTimeOffset abandoned)
        {
            if (!JobsEnded.TryGetValue(owner.Job, out var ended))
            {
                // Another installation's in the same store, or written after the back-up that this database was restored from.
                return true;
            }

            if (owner.IsScratch && !RunningItems.Contains(owner.Item))
            {
                // What an attempt left that failed or was lost would fill the disk that it may have failed for.
                return OpenItems.Contains(owner.Item) && Named.Contains(owner.Object.Name);
            }

            return Named.Contains(owner.Object.Name) || (!ended && owner.Object.CreatedAt >= abandoned) || RunningItems.Contains(owner.Item);
        }
    }
}
