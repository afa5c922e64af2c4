using System.Diagnostics.CodeAnalysis;
using Batch.Contracts.Kinds;

namespace Batch.Coordinator.Kinds;

/// <summary>The workloads that this coordinator knows.</summary>
public sealed class JobKinds(IEnumerable<IJobKind> kinds)
{
    private readonly Dictionary<string, IJobKind> _kinds = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);

    public IEnumerable<string> Names => _kinds.Keys.Order(StringComparer.Ordinal);

    public bool TryGet(string name, [NotNullWhen(true)] out IJobKind? kind) => _kinds.TryGetValue(name, out kind);

    /// <exception cref="KeyNotFoundException">A job on record has a kind that this build lacks.</exception>
    public IJobKind this[string name] => _kinds[name];
}
