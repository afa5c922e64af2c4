using Batch.Contracts.Items;
using Batch.Coordinator.Files;
using Batch.Coordinator.Objects;
using Batch.Core.Items;

namespace Batch.Coordinator.Publication;

/// <summary>
/// Copies the outputs of an item into the output folder. Safe to repeat: a file that has the right content already stays,
/// and what an interrupted copy left is overwritten.
/// </summary>
internal sealed class Publisher(IObjectStore store)
{
    public async Task<PublishOutcome> PublishAsync(PublicationPlan plan, CancellationToken cancellationToken)
    {
        var published = new List<PublishedOutput>();
        // What is wrong with the folder itself is wrong for every item.
        var folderIsThere = false;
        try
        {
            Directory.CreateDirectory(plan.Folder);
            folderIsThere = true;
            foreach (var output in plan.Outputs)
            {
                var name = OutputNames.Candidates(plan.Item.Source.Name, output.Format, output.Naming, plan.SharedStem)
                    .FirstOrDefault(n => !plan.Foreign.Contains(n) && published.TrueForAll(p => p.Name != n));
                if (name is null || OutputFolder.Prepare(plan.Folder, name) is not { } path)
                {
                    return Failed("output_name", $"There is no place for the {output.Format} of {plan.Item.Source.Name} in {plan.Folder}: a link or a file is in the way.", "Move it away and retry the failed items.");
                }

                if (await PlaceAsync(plan, output, name, path, cancellationToken) is { } failure)
                {
                    return failure;
                }

                published.Add(new PublishedOutput(name, output.Bytes, output.Sha256));
            }

            return new PublishOutcome.Done(published);
        }
        catch (IOException error) when (folderIsThere && Errno.IsAboutTheName(error))
        {
            return Failed("output_name", $"The output folder takes no file under the name of {plan.Item.Source.Name}: {error.Message}", "Rename the source, or choose an output folder with a shorter path, and submit the job again.");
        }
        catch (IOException error) when (Errno.IsDiskFull(error))
        {
            return new PublishOutcome.Blocked($"The disk of the output folder {plan.Folder} is full");
        }
        catch (UnauthorizedAccessException error) when (folderIsThere && OutputFolder.TakesFiles(plan.Folder, plan.Item))
        {
            return Failed("output_access", $"The outputs of {plan.Item.Source.Name} have no place in {plan.Folder}: {error.Message}", "Give access to it and retry the failed items.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new PublishOutcome.Blocked($"The output folder {plan.Folder} cannot be written: {error.Message}");
        }
    }

    private async Task<PublishOutcome?> PlaceAsync(
        PublicationPlan plan,
        WantedOutput output,
        string name,
        string path,
        CancellationToken cancellationToken)
    {
        if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
        {
            if (await HasContentAsync(path, output, cancellationToken))
            {
                return null;
            }

            if (Directory.Exists(path) || (!plan.Overwrite && !plan.Ours.Contains(name)))
            {
                return Failed("output_exists", $"{path} exists and is not ours.", "Move it away and retry the failed items, or let the job overwrite it (output.overwrite; --force on the command line).");
            }
        }

        await using var content = await store.OpenReadAsync(output.ObjectName, 0, null, cancellationToken);
        if (content is null)
        {
            return Damaged(plan, output, "is missing from the object store");
        }

        // A copy that is not what was committed never gets the name.
        var temporary = Path.Join(Path.GetDirectoryName(path), $".{plan.Item.Id}.{output.Format}.tmp");
        try
        {
            await AtomicFile.ReplaceAsync(
                path,
                temporary,
                async file => (await FileHash.CopyAsync(content, file, cancellationToken)).Sha256 == output.Sha256
                    ? true
                    : throw new InvalidDataException(),
                cancellationToken);
        }
        catch (InvalidDataException)
        {
            return Damaged(plan, output, "has another hash than the one that was committed");
        }

        return null;
    }

    private static async Task<bool> HasContentAsync(string path, WantedOutput output, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null || !file.Exists || file.Length != output.Bytes)
        {
            return false;
        }

        await using var content = file.OpenRead();
        return (await FileHash.OfAsync(content, cancellationToken)).Sha256 == output.Sha256;
    }

    private static PublishOutcome.Failed Damaged(PublicationPlan plan, WantedOutput output, string what) =>
        Failed("result_damaged", $"The {output.Format} of {plan.Item.Source.Name} {what}.", "Submit the job again with force.");

    private static PublishOutcome.Failed Failed(string code, string message, string remedy) =>
        new(new ItemFailure(code, message, remedy));
}
