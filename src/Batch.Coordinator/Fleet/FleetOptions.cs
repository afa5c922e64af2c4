namespace Batch.Coordinator.Fleet;

/// <summary>The pools of an installation. Section <c>Batch</c>.</summary>
public sealed class FleetOptions
{
    public const string Section = "Batch";

    private static readonly PoolOptions Default = new();

    /// <summary>Options by pool. Default none; a pool that is not named has the defaults of <see cref="PoolOptions"/>.</summary>
    public IDictionary<string, PoolOptions> Pools { get; } = new Dictionary<string, PoolOptions>(StringComparer.Ordinal);

    internal PoolOptions Of(string pool) => Pools.TryGetValue(pool, out var options) ? options : Default;
}
