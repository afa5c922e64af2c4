namespace Batch.EndToEnd.Tests.Machine;

internal enum DoorState
{
    Open,

    /// <summary>Every connection breaks at once, those that are open too.</summary>
    Shut,

    /// <summary>New connections are answered with 503.</summary>
    Busy,

    /// <summary>An answer of some length breaks after its first KiB.</summary>
    Cutting,
}
