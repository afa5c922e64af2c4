using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Jobs;
using Batch.Coordinator.Files;
using Batch.Coordinator.Items;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;

namespace Batch.Coordinator.Enumeration;

/// <summary>
/// The first phase of enumeration: every name of a source becomes an item. Interrupted anywhere it begins again and adds
/// only what is not on record yet.
/// </summary>
internal sealed class SourceListing(Store store, JobSources sources, ItemEnds ends, Signals signals)
{
    // Small enough that a claim never waits long behind one.
    private const int NamesPerCommand = 1_000;

    /// <returns>False where the job stopped being listed, such as by a cancel, or where its source cannot be listed now.</returns>
    public async Task<bool> ListAsync(Job job, CancellationToken cancellationToken)
    {
        var spec = JsonSerializer.Deserialize<JobSpec>(job.Submission.SpecJson, WireJson.Options)!;
        // A manifest means every name that it gives, one of ours too.
        var folder = spec.Source.Manifest is null ? job.Submission.OutputFolder : null;
        switch (await sources.OpenAsync(job, spec.Source, cancellationToken))
        {
            case SourceOpening.Opened opened:
                var names = opened.Names.Select(name => NameLimit.Apply(name, job.Submission.OutputFolder));
                return await ListAsync(job.Id, folder, names, cancellationToken);
            case SourceOpening.Blocked blocked:
                await store.WriteAsync(scope => Wait(scope, job.Id, blocked.Reason), cancellationToken);
                return false;
            case var other:
                throw new InvalidOperationException($"Unknown outcome {other}.");
        }
    }

    private async Task<bool> ListAsync(JobId job, string? folder, IAsyncEnumerable<ListedName> found, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var names in found.Chunk(NamesPerCommand).WithCancellation(cancellationToken))
            {
                if (!await store.WriteAsync(scope => Add(scope, job, folder, names), cancellationToken))
                {
                    return false;
                }
            }
        }
        catch (SourceUnavailableException error)
        {
            await store.WriteAsync(scope => Wait(scope, job, error.Message), cancellationToken);
            return false;
        }

        return await store.WriteAsync(scope => Complete(scope, job), cancellationToken);
    }

    private void Wait(WriteScope scope, JobId id, string reason)
    {
        ListedJob(scope, id)?.Wait(WaitCause.Source, reason, scope.Now);
        scope.AfterCommit(() => signals.Jobs.Raise(id));
    }

    /// <param name="scope">The transaction.</param>
    /// <param name="id">The job.</param>
    /// <param name="folder">Where what we published is no input; null where everything is one.</param>
    /// <param name="names">Found in the source.</param>
    private bool Add(WriteScope scope, JobId id, string? folder, ListedName[] names)
    {
        if (ListedJob(scope, id) is not { } job)
        {
            return false;
        }

        Begin(job);
        var asked = names.Select(n => n.Source.Name).ToList();
        var known = scope.Db.Items
            .Where(i => i.JobId == id && asked.Contains(i.Source.Name))
            .Select(i => i.Source.Name)
            .ToHashSet(StringComparer.Ordinal);
        var ours = folder is null ? [] : Published(scope, folder, names);
        foreach (var name in names.Where(n => !ours.Contains(n.Source.Path) && known.Add(n.Source.Name)))
        {
            Add(scope, id, name);
        }

        return true;
    }

    private void Add(WriteScope scope, JobId job, ListedName name)
    {
        var item = new Item(SortableId.New<ItemId>(scope.Now), job, name.Source, name.Own);
        scope.Db.Items.Add(item);
        scope.Count(job, new JobDelta { Items = 1, ItemsOpen = 1 });
        if (name.Failure is null)
        {
            scope.Count(job, new JobDelta { ItemsPending = 1 });
            return;
        }

        if (name.Skipped)
        {
            item.Skip(name.Failure);
        }
        else
        {
            item.Fail(name.Failure);
        }

        ends.Record(scope, item);
    }

    // Where results lie beside their sources, what we wrote ourselves is no input.
    private static HashSet<string> Published(WriteScope scope, string folder, ListedName[] names)
    {
        var below = names
            .Where(n => Below.IsBelow(n.Source.Path, folder))
            .Select(n => n.Source.Path[(folder.TrimEnd('/').Length + 1)..])
            .ToList();
        if (below.Count == 0)
        {
            return [];
        }

        return scope.Db.OutputFiles
            .Where(f => f.Folder == folder && below.Contains(f.Name))
            .Select(f => f.Name)
            .AsEnumerable()
            .Concat(Publication.OutputNames.Reserved)
            .Select(name => Path.Join(folder, name))
            .ToHashSet(StringComparer.Ordinal);
    }

    private bool Complete(WriteScope scope, JobId id)
    {
        if (ListedJob(scope, id) is not { } job)
        {
            return false;
        }

        Begin(job);
        job.CompleteEnumeration();
        scope.AfterCommit(() =>
        {
            signals.Publication.Raise();
            signals.Finish.Raise();
            signals.Jobs.Raise(id);
        });
        return true;
    }

    private static void Begin(Job job)
    {
        job.Start();
        job.GoOn(WaitCause.Source);
    }

    private static Job? ListedJob(WriteScope scope, JobId id) =>
        scope.Db.Jobs.ForUpdate().SingleOrDefault(j => j.Id == id) is { State: JobState.Queued or JobState.Running or JobState.Waiting } job ? job : null;
}
