namespace Batch.Coordinator.Home;

/// <summary>Where the workers of a coordinator live: what its own start says about them.</summary>
public enum WorkersLive
{
    /// <summary>In its process: who was live when it starts is dead.</summary>
    InItsProcess,

    /// <summary>In processes of their own, which may have gone on while it was away.</summary>
    Elsewhere,
}
