using System.CommandLine;
using Batch.Cli.CommandLine;
using Batch.Cli.Embedded;
using Batch.Worker.Models;
using Spectre.Console;

namespace Batch.Cli.Catalogue;

/// <summary><c>batch model list</c></summary>
internal static class ModelListCommand
{
    internal sealed record Line(string Name, long Bytes, string Sha256, bool Here);

    public static Command Create(Shell shell)
    {
        var json = OutputOptions.Json();
        return new Command("list", "Lists the models that can be named, and which are here.") { json }.Runs(shell, (parsed, _) =>
        {
            var options = EmbeddedPools.LocalFor(Configuration.Load()).Models;
            var lines = ModelCatalogue.All
                .Select(model => new Line(model.Name, model.Bytes, model.Sha256, LocalModels.IsHere(options, model)))
                .ToList();
            if (parsed.GetValue(json))
            {
                shell.WriteJson(lines);
                return Task.FromResult(ExitCode.Done);
            }

            var table = new Table().Border(TableBorder.None).AddColumns("model", "size", "here");
            lines.ForEach(line => table.AddRow(line.Name, $"{line.Bytes / 1_000_000} MB", line.Here ? "yes" : "-"));
            shell.OutConsole().Write(table);
            return Task.FromResult(ExitCode.Done);
        });
    }
}
