package org.latent4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that lie. */
class HostileSafetensorsTest {
  @TempDir private Path folder;

  private Path file(String header, int data) {
    return Broken.file(folder, "x.safetensors", Broken.safetensors(header, data));
  }

  @Test
  void oddButGoodHeadersAreRead() {
    Broken.readAll(file("{}", 0));
    Broken.readAll(
        file("{ \"a\" :\t{\"shape\":[2],\"data_offsets\":[0,8],\"dtype\":\"F32\"} }  \n ", 8));
    Broken.readAll(
        file(
            "{\"\\u00e9\\ud83d\\ude00\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}}",
            1));
    Broken.readAll(
        file(
            "{\"b\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[1,1]},"
                + "\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"__metadata__\":{}}",
            1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a':{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[1e0],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[-0],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[01],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[+1],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[NaN],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':['1'],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[[1]],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[1,],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':1,'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':null,'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}}",
        "{'a':{'dtype':'F32','shape':[9223372036854775808],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[99999999999999999999999],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[0,9223372036854775807],'data_offsets':[0,0]}}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4,8]}}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0]}}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[9223372036854775804,9223372036854775807]}}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,18446744073709551615]}}",
        "{'a':{'dtype':'F32','dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[1],'shape':[1],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'more':1}}",
        "{'a':{'dtype':'f32','shape':[1],'data_offsets':[0,4]}}",
        "{'a':{'dtype':4,'shape':[1],'data_offsets':[0,4]}}",
        "{'a':[]}",
        "{'a':null}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'\\u0061':{'dtype':'F32','shape':[0],'data_offsets':[4,4]}}",
        "{'__metadata__':{'x':'1'},'__metadata__':{'x':'1'},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'__metadata__':{'x':'1','x':'2'},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'__metadata__':{'x':{}},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'__metadata__':{'x':null},'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'__metadata__':'x','a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'__metadata__':null,'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'\\ud800':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'\\udc00\\ud800':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'\\x':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'\\u00g0':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'a\tb':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} x",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}{}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},}",
        "{a:{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'a'={'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}/**/}",
        " {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "{'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},'b':{'dtype':'U8','shape':[1],'data_offsets':[3,4]}}",
        "{'a':{'dtype':'U8','shape':[4],'data_offsets':[0,4]},'b':{'dtype':'U8','shape':[0],'data_offsets':[2,2]}}",
        "{'a':{'dtype':'U8','shape':[3],'data_offsets':[1,4]}}",
        "{'__metadata__':{}}",
        ""
      })
  void isRefused(String header) {
    Broken.assertRefused(file(header.replace('\'', '"'), 4));
  }

  @Test
  void refusalNamesTheTensor() {
    Broken.assertRefused(
        file("{\"w\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4),
        "tensor 'w'",
        "shape",
        "-1");
    Broken.assertRefused(
        file("{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4),
        "tensor 'w'",
        "8 bytes",
        "[0, 4]");
  }

  @Test
  void deepNestingIsRefusedWithoutAnOverflow() {
    Broken.assertRefused(file("{\"a\":" + "[".repeat(200_000), 4));
    Broken.assertRefused(file("{\"a\":".repeat(200_000), 4));
    Broken.assertRefused(
        file(
            "{\"a\":{\"dtype\":\"U8\",\"shape\":["
                + "1,".repeat(100_000)
                + "1],\"data_offsets\":[0,1]}}",
            1));
  }

  @Test
  void badUtf8IsRefused() {
    for (byte[] bad :
        new byte[][] {
          {(byte) 0xFF},
          {(byte) 0xC0, (byte) 0x80},
          {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
          {(byte) 0xE2, (byte) 0x82},
          {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80}
        }) {
      String before = "{\"a";
      String after = "\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}";
      byte[] header = new byte[before.length() + bad.length + after.length()];
      System.arraycopy(before.getBytes(StandardCharsets.UTF_8), 0, header, 0, before.length());
      System.arraycopy(bad, 0, header, before.length(), bad.length);
      System.arraycopy(
          after.getBytes(StandardCharsets.UTF_8),
          0,
          header,
          before.length() + bad.length,
          after.length());
      Broken.assertRefused(
          Broken.file(folder, "utf8.safetensors", Broken.safetensors(header, 1)), "UTF-8");
    }
    Broken.assertRefused(file("\uFEFF{}", 0));
  }

  @Test
  void jsonTextsOfMetadataAreStrictToo() {
    assertThat(JsonText.object("{\"a\":[1,2.5e3,true,null,\"x\"],\"b\":{}}", "p").size())
        .isEqualTo(2);
    for (String bad :
        new String[] {
          "",
          "[]",
          "{\"a\":1,\"a\":2}",
          "{\"a\":{\"b\":1,\"b\":1}}",
          "{\"a\":NaN}",
          "{\"a\":01}",
          "{\"a\":1} 2",
          "{\"a\":tru}",
          "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"
        }) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> JsonText.object(bad, "here"))
          .as(bad)
          .isInstanceOf(org.latent4j.error.FormatException.class)
          .hasMessageStartingWith("here");
    }
  }
}
