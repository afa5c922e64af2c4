namespace Batch.Contracts.Kinds;

/// <summary>An attempt on a device. Dispose it as soon as the device is not needed any more.</summary>
public interface IDeviceUse : IAsyncDisposable
{
    /// <summary>From now on the time is that of redoing audio which failed a quality check.</summary>
    void BeginQualityRedo();
}
