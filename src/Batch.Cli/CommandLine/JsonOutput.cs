using System.Text.Json;
using Batch.Contracts;

namespace Batch.Cli.CommandLine;

/// <summary>What <c>--json</c> writes.</summary>
internal static class JsonOutput
{
    /// <summary>One indented document: the whole answer of a verb.</summary>
    public static void WriteJson<T>(this Shell shell, T value) =>
        shell.Out.WriteLine(JsonSerializer.Serialize(value, WireJson.Indented));

    /// <summary>One line of many.</summary>
    public static void WriteJsonLine<T>(this Shell shell, T value) =>
        shell.Out.WriteLine(JsonSerializer.Serialize(value, WireJson.Options));
}
