using System.Text.RegularExpressions;
using Batch.Cli.Tests.Fakes;
using YamlDotNet.Serialization;

namespace Batch.Cli.Tests.Infra;

/// <summary><c>infra/helm/batch</c>, as far as it can be read without Helm.</summary>
internal sealed partial class HelmChart
{
    public HelmChart()
    {
        Values = Yaml("values.yaml");
        Templates = Directory.EnumerateFiles(Repository.File("infra/helm/batch/templates")).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        Actions = [.. Templates.Values.SelectMany(text => Action().Matches(text)).Select(match => match.Groups["code"].Value)];
    }

    public Dictionary<string, object> Values { get; }

    public IReadOnlyDictionary<string, string> Templates { get; }

    /// <summary>What stands between <c>{{</c> and <c>}}</c>, in order within each file.</summary>
    public IReadOnlyList<string> Actions { get; }

    public string All => string.Join('\n', Templates.Values);

    public static Dictionary<string, object> Yaml(string file) => new DeserializerBuilder().Build()
        .Deserialize<Dictionary<string, object>>(File.ReadAllText(Path.Combine(Repository.File("infra/helm/batch"), file)));

    /// <summary>Every key of a tree of values, as a path with dots; the first element stands for a list.</summary>
    public static IEnumerable<string> Paths(object? node, string prefix) => node switch
    {
        Dictionary<object, object> map => map.SelectMany(pair => Paths(pair.Value, $"{prefix}.{pair.Key}")).Prepend(prefix),
        List<object> { Count: > 0 } list => Paths(list[0], prefix),
        _ => [prefix],
    };

    /// <summary>The actions of a template without what they write: a block more or fewer is a template that does not parse.</summary>
    public static int OpenBlocks(string template) => Action().Matches(template).Sum(action => action.Groups["code"].Value.Split(' ')[0] switch
    {
        "if" or "range" or "with" or "define" => 1,
        "end" => -1,
        _ => 0,
    });

    [GeneratedRegex(@"\{\{-?\s*(?<code>.*?)\s*-?\}\}", RegexOptions.Singleline)]
    private static partial Regex Action();
}
