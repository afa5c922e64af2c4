using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Embedded;
using Batch.Cli.Engines;
using Batch.Worker.Models;

namespace Batch.Cli.Catalogue;

/// <summary><c>batch model get MODEL</c></summary>
internal static class ModelGetCommand
{
    public static Command Create(Shell shell)
    {
        var name = new Argument<string>("MODEL") { Description = "Name in the catalogue, such as base; see 'batch model list'." };
        var json = OutputOptions.Json();
        return new Command("get", "Fetches a model into the user's cache, and verifies it.") { name, json }.Runs(shell, async (parsed, cancellationToken) =>
        {
            var model = parsed.GetRequiredValue(name);
            var store = new ModelStore(EmbeddedPools.LocalFor(Configuration.Load()).Models, shell.Time);
            var resolution = await store.ResolveAsync(model, new DownloadProgress(shell, model), cancellationToken);
            if (resolution is ModelResolution.NotFound none)
            {
                throw CommandFailedException.WrongUse($"{none.Message} {none.Remedy}");
            }

            var found = (ModelResolution.Found)resolution;
            if (parsed.GetValue(json))
            {
                shell.WriteJson(found);
            }
            else
            {
                shell.Out.WriteLine($"{found.Name} at {found.Path}, sha256 {found.Sha256}");
                shell.Error.Write(found.Note is { } note ? $"note: {note}{Environment.NewLine}" : string.Empty);
            }

            return ExitCode.Done;
        });
    }
}
