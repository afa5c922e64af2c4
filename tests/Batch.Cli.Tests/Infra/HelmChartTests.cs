using System.Text.Json;
using System.Text.RegularExpressions;
using Batch.Cli.CommandLine;
using Batch.Cli.Tests.Fakes;

namespace Batch.Cli.Tests.Infra;

/// <summary>What can be known of the chart without Helm and without a cluster.</summary>
public sealed partial class HelmChartTests
{
    private readonly HelmChart _chart = new();

    [Fact]
    public void Chart_WhenRead_IsOneOfVersionTwo() => Assert.Equal("v2", HelmChart.Yaml("Chart.yaml")["apiVersion"]);

    [Fact]
    public void Templates_WhenCounted_CloseEveryBlock()
    {
        Assert.NotEmpty(_chart.Templates);
        Assert.All(_chart.Templates, template => Assert.Equal(0, HelmChart.OpenBlocks(template.Value)));
    }

    [Fact]
    public void Values_ThatTemplatesName_AreThere()
    {
        var known = _chart.Values.SelectMany(pair => HelmChart.Paths(pair.Value, pair.Key)).ToHashSet(StringComparer.Ordinal);
        var named = _chart.Actions.SelectMany(action => Value().Matches(action)).Select(match => match.Groups["path"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.Contains("broker.worker.passwordSecret.name", named);
        Assert.All(named, path => Assert.Contains(path, known));
    }

    [Fact]
    public void Pools_InEveryElement_HaveWhatTheTemplateOfWorkersNames()
    {
        var named = HelmActions(_chart.Templates["workers.yaml"]).SelectMany(action => OfThePool().Matches(action)).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var pools = ((List<object>)_chart.Values["pools"]).ConvertAll(ComposeFile.Map);

        Assert.Contains("shutdownGraceSeconds", named);
        Assert.All(pools, pool => Assert.Subset(pool.Keys.ToHashSet(StringComparer.Ordinal), named));
    }

    [Fact]
    public void Parts_ThatTemplatesInclude_AreDefined()
    {
        var defined = Define().Matches(_chart.All).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(defined);
        Assert.All(Include().Matches(_chart.All), use => Assert.Contains(use.Groups["name"].Value, defined));
    }

    [Fact]
    public void Settings_OfEveryContainer_AreDocumentedOptions()
    {
        var documented = File.ReadAllText(Repository.File("appsettings.json"));
        var words = Setting().Matches(Code().Replace(_chart.All, "0"))
            .SelectMany(match => match.Value.Split("__").Skip(1))
            .Where(word => word.Length > 0 && !word.All(char.IsAsciiDigit))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Contains("ShutdownGraceSeconds", words);
        Assert.All(words, word => Assert.Contains($"\"{word}\":", documented, StringComparison.Ordinal));
    }

    [Fact]
    public void Commands_OfEveryContainer_AreOurs()
    {
        var commands = Arguments().Matches(Code().Replace(_chart.All, "\"1\""))
            .Select(match => JsonSerializer.Deserialize<string[]>(match.Groups["words"].Value)!).ToList();

        Assert.Equal(3, commands.Count);
        Assert.All(commands, command => Assert.Empty(BatchCommandLine.Root(Shell.OfThisProcess()).Parse(command).Errors));
    }

    [Fact]
    public void Schema_WhenCompared_KnowsEveryValueAndNoOther()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.File("infra/helm/batch/values.schema.json")));
        foreach (var (name, value) in _chart.Values)
        {
            AssertKnown(schema.RootElement, schema.RootElement.GetProperty("properties").GetProperty(name), value, name);
        }
    }

    /// <summary>Each property of an object that the schema closes is there, and is one that it knows.</summary>
    private static void AssertKnown(JsonElement root, JsonElement schema, object? value, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            schema = root.GetProperty("definitions").GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        if (value is List<object> list && schema.TryGetProperty("items", out var items))
        {
            list.ForEach(element => AssertKnown(root, items, element, path));
        }

        if (value is Dictionary<object, object> && schema.TryGetProperty("properties", out var properties))
        {
            var map = ComposeFile.Map(value);
            Assert.True(map.Keys.ToHashSet().SetEquals(schema.GetProperty("required").EnumerateArray().Select(word => word.GetString()!)), path);
            foreach (var (name, child) in map)
            {
                AssertKnown(root, properties.GetProperty(name), child, $"{path}.{name}");
            }
        }
    }

    private static IEnumerable<string> HelmActions(string template) => Code().Matches(template).Select(match => match.Value);

    [GeneratedRegex(@"\.Values\.(?<path>[A-Za-z0-9.]+)")]
    private static partial Regex Value();

    [GeneratedRegex(@"[ (]\.(?<name>[a-z][A-Za-z]*)")]
    private static partial Regex OfThePool();

    [GeneratedRegex("define \"(?<name>[^\"]+)\"")]
    private static partial Regex Define();

    [GeneratedRegex("include \"(?<name>[^\"]+)\"")]
    private static partial Regex Include();

    [GeneratedRegex(@"Batch__[A-Za-z0-9_]+")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"args: (?<words>\[.*\])")]
    private static partial Regex Arguments();
}
