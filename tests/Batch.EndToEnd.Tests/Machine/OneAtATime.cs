// Every test here starts whole systems with engines that take all processors: side by side they would only time out.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

// File modes, signals and /proc.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
