using Batch.Cli.Tests.Fakes;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Batch.Cli.Tests.Infra;

/// <summary><c>infra/compose.yaml</c>, with its anchors and merged keys resolved.</summary>
internal sealed class ComposeFile
{
    private readonly Dictionary<string, object> _services;

    public ComposeFile()
    {
        Text = File.ReadAllText(Repository.File("infra/compose.yaml"));
        var root = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(new StringReader(Text))));
        _services = Map(root["services"]);
    }

    public string Text { get; }

    /// <summary>Those that run our image, by name.</summary>
    public IEnumerable<KeyValuePair<string, Dictionary<string, object>>> Ours => _services
        .Select(service => KeyValuePair.Create(service.Key, Map(service.Value)))
        .Where(service => service.Value.ContainsKey("build"));

    public IEnumerable<string> ServiceNames => _services.Keys;

    public static Dictionary<string, object> Map(object node) =>
        ((Dictionary<object, object>)node).ToDictionary(pair => (string)pair.Key, pair => pair.Value);

    public static string[] Words(object node) => [.. ((List<object>)node).Cast<string>()];
}
