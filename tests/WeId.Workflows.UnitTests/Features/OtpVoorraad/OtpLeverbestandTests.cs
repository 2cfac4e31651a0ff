using System.Text;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.OtpVoorraad;

namespace WeId.Workflows.UnitTests.Features.OtpVoorraad;

/// <summary>What suppliers deliver, and what is refused of it.</summary>
public sealed class OtpLeverbestandTests
{
    // The key of RFC 6238, appendix B.
    private const string Hex = "3132333435363738393031323334353637383930";
    private const string Base32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private const string Base64 = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=";

    private static readonly byte[] Key = "12345678901234567890"u8.ToArray();

    [Theory]
    [InlineData($"OTP-100001;{Hex}")]
    [InlineData($"OTP100001,{Base32}")]
    [InlineData($"serienummer;geheim\r\notp 100001;{Hex}\r\n\r\n")]
    [InlineData($"\uFEFF\"OTP100001\"\t\"{Hex}\"\t30")]
    public void Read_Csv_GivesSerialNumberAndSecret(string file)
    {
        var device = Assert.Single(Read(file).Value!);

        Assert.Equal(("OTP100001", (int?)null), (device.Serienummer, device.Periode));
        Assert.Equal(Key, device.Geheim);
    }

    [Fact]
    public void Read_CsvWithSixtySeconds_KeepsThem() => Assert.Equal(60, Assert.Single(Read($"OTP100001;{Hex};60").Value!).Periode);

    [Fact]
    public void Read_CsvWithAHeader_CountsItAsALine() => Assert.Equal(2, Assert.Single(Read($"serienummer;geheim\nOTP100001;{Hex}").Value!).Regel);

    // RFC 6030, figure 2, for time based codes.
    [Fact]
    public void Read_Pskc_GivesSerialNumberSecretAndPeriod()
    {
        var device = Assert.Single(Read(Pskc($"<Secret><PlainValue>{Base64}</PlainValue></Secret><TimeInterval><PlainValue>60</PlainValue></TimeInterval>")).Value!);

        Assert.Equal(("OTP100001", (int?)60), (device.Serienummer, device.Periode));
        Assert.Equal(Key, device.Geheim);
    }

    [Theory]
    [InlineData("", null, OtpLeveringFout.Leeg)]
    [InlineData("serial,secret", null, OtpLeveringFout.Leeg)]
    [InlineData("OTP100001", 1, OtpLeveringFout.Bestand)]
    [InlineData($"OTP1;{Hex}", 1, OtpLeveringFout.Serienummer)]
    [InlineData("OTP100001;31323334", 1, OtpLeveringFout.Geheim)]
    [InlineData("OTP100001;not a secret at all!", 1, OtpLeveringFout.Geheim)]
    [InlineData($"OTP100001;{Hex}{Hex}{Hex}{Hex}", 1, OtpLeveringFout.Geheim)]
    [InlineData($"OTP100001;{Hex};45", 1, OtpLeveringFout.Soort)]
    [InlineData($"OTP100001;{Hex}\nOTP-100001;{Hex}", 2, OtpLeveringFout.Dubbel)]
    [InlineData("<KeyContainer/>", null, OtpLeveringFout.Bestand)]
    [InlineData("<not xml", null, OtpLeveringFout.Bestand)]
    public void Read_WhatWeDoNotTake_IsRefusedWithItsLine(string file, int? line, OtpLeveringFout fault) =>
        Assert.Equal(new OtpLeveringGeweigerd(line, fault), Assert.Single(Read(file).Refusals));

    [Fact]
    public void Read_PskcWithEncryptedSecret_IsRefused() =>
        Assert.Equal(new OtpLeveringGeweigerd(1, OtpLeveringFout.Versleuteld), Assert.Single(Read(Pskc("<Secret><EncryptedValue/></Secret>")).Refusals));

    [Fact]
    public void Read_PskcForCountedCodes_IsRefused() => Assert.Equal(
        new OtpLeveringGeweigerd(1, OtpLeveringFout.Soort),
        Assert.Single(Read(Pskc($"<Secret><PlainValue>{Base64}</PlainValue></Secret>").Replace("pskc:totp", "pskc:hotp", StringComparison.Ordinal)).Refusals));

    [Fact]
    public void Read_XmlWithADtd_IsRefusedUnread() => Assert.Equal(
        new OtpLeveringGeweigerd(null, OtpLeveringFout.Bestand),
        Assert.Single(Read("<!DOCTYPE KeyContainer [<!ENTITY a 'b'>]><KeyContainer xmlns='urn:ietf:params:xml:ns:keyprov:pskc'>&a;</KeyContainer>").Refusals));

    [Fact]
    public void Read_TooLarge_IsRefused() => Assert.Equal(
        new OtpLeveringGeweigerd(null, OtpLeveringFout.TeGroot), Assert.Single(OtpLeverbestand.Read(new byte[OtpLeverbestand.MaxBytes + 1]).Refusals));

    [Fact]
    public void Read_MoreDevicesThanOneTransactionTakes_IsRefused() => Assert.Equal(
        new OtpLeveringGeweigerd(null, OtpLeveringFout.TeGroot),
        Assert.Single(Read(string.Join('\n', Enumerable.Range(0, OtpLeverbestand.MaxDevices + 1).Select(i => $"OTP{i:D6};{Hex}"))).Refusals));

    private static Result<List<OtpLevering>> Read(string file) => OtpLeverbestand.Read(Encoding.UTF8.GetBytes(file));

    private static string Pskc(string data) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <KeyContainer Version="1.0" xmlns="urn:ietf:params:xml:ns:keyprov:pskc">
          <KeyPackage>
            <DeviceInfo><Manufacturer>Example</Manufacturer><SerialNo>OTP100001</SerialNo></DeviceInfo>
            <Key Id="1" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:totp">
              <AlgorithmParameters><ResponseFormat Length="6" Encoding="DECIMAL"/></AlgorithmParameters>
              <Data>{data}</Data>
            </Key>
          </KeyPackage>
        </KeyContainer>
        """;
}
