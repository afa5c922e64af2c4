using Batch.Contracts.Engines;

namespace Batch.Contracts.Kinds;

/// <summary>An attempt on a device whose engine has its model loaded.</summary>
public interface IEngineUse : IDeviceUse
{
    ITranscriptionEngine Engine { get; }
}
